/** A large log in parts, one for each core: what comes out is the same as if one thread had read it. */

import { readSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import type { LogReader, Story } from "../../../core/log/index.ts";
import { startThread } from "../../threads/thread.ts";
import { type LogPart, partFrom, type ReadPart } from "./log-task.ts";
import { pull } from "./pull.ts";

/** Where the parts of a log are sent. */
export interface LogSink {
  readonly reader: LogReader;
  readonly story: Story;
  /** Its number among the files of the story. */
  readonly number: number;
}

/** Bytes that are read here while a thread starts. */
const HEAD_START = 64e6;

/** Bytes from which on a part is worth the start of a thread. */
const WORTH_A_THREAD = 32e6;

/** Each thread takes some memory, and reading is soon as fast as the disk. */
const MOST_THREADS = 8;

const FEED = 10;

/** Reads a file with this descriptor. */
export async function readInParts(
  { path, file, size }: { readonly path: string; readonly file: number; readonly size: number },
  { reader, story, number }: LogSink,
  signal: AbortSignal,
): Promise<void> {
  const worthwhile = Math.max(0, Math.floor((size - HEAD_START) / WORTH_A_THREAD));
  const threads = Math.min(availableParallelism(), MOST_THREADS, 1 + worthwhile) - 1;
  const borders = bordersOf(file, size, threads);
  const parts = borders.map((start, at) => ({ path, start, end: borders[at + 1] ?? Infinity }));
  const [own, ...others] = parts;
  // The first part is for the thread that already runs.
  const ahead = others.map((part) => ({ part, ...inThread(part) }));
  try {
    if (own !== undefined) await pull({ file, ...own }, reader, signal);
    for (const { part, result } of ahead) {
      const read = signal.aborted ? undefined : await Promise.race([result, whenAborted(signal)]);
      if (signal.aborted) return;
      // What a thread could not do, or what cannot be merged exactly, is read here, after all that is before it.
      const isWhole = read !== undefined && story.append(read.story, reader.lines, number);
      if (isWhole) reader.append(read.counts);
      else await pull({ file, ...part }, reader, signal);
    }
  } finally {
    await Promise.all(ahead.map(({ thread }) => thread.terminate()));
  }
}

/** Beginnings of lines, from 0 on: of what is read here, and of an equal part for each thread. */
function bordersOf(file: number, size: number, threads: number): readonly number[] {
  const part = (size - HEAD_START) / (threads + 1);
  const places = Array.from({ length: threads }, (_, at) => Math.floor(HEAD_START + part * (at + 1)));
  return [...new Set([0, ...places.map((place) => lineFrom(file, place))])].filter(
    (place) => place < size || place === 0,
  );
}

/** Where the first line after a place begins. Infinity if no line does. */
function lineFrom(file: number, place: number): number {
  const buffer = Buffer.allocUnsafe(1 << 16);
  for (let at = place; ; ) {
    const read = readSync(file, buffer, 0, buffer.length, at);
    if (read === 0) return Infinity;
    const feed = buffer.subarray(0, read).indexOf(FEED);
    if (feed >= 0) return at + feed + 1;
    at += read;
  }
}

/** The result is undefined if the thread fails. */
function inThread(data: LogPart): {
  readonly thread: Worker;
  readonly result: Promise<ReadPart | undefined>;
} {
  const thread = startThread({ task: "log", data });
  const result = new Promise<ReadPart | undefined>((resolve) => {
    thread.once("message", (text: string) => resolve(partFrom(text)));
    thread.once("error", () => resolve(undefined));
    thread.once("exit", () => resolve(undefined));
  });
  return { thread, result };
}

function whenAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}
