/** How a script's output reaches us: one pipe for both streams, as the manager binds them, or one pipe for each. */

import { closeSync } from "node:fs";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { Keeper, PipeEnds } from "../keeper/keeper.ts";
import { Output } from "./output.ts";

/** Reads one stream or pipe until its end, or until the output exceeds the limit. */
export class Reader {
  readonly output = new Output();
  /** Resolves at the end of the stream, when the limit is reached, or after `stop`. */
  readonly closed: Promise<void>;
  readonly #stream: Readable;

  constructor(stream: Readable, onBytes: (bytes: number) => void) {
    this.#stream = stream;
    this.closed = new Promise((resolve) => {
      stream.on("data", (bytes: Buffer) => {
        this.output.add(bytes);
        onBytes(bytes.length);
        if (this.output.overLimit) stream.destroy();
      });
      stream.on("close", resolve);
      stream.on("error", () => stream.destroy());
    });
  }

  /** Stops reading but keeps the pipe open, so a script that continues to write blocks when the pipe is full. */
  pause(): void {
    this.#stream.pause();
  }

  /** Closes our end of the pipe. */
  stop(): void {
    this.#stream.destroy();
  }
}

/** Descriptors for a child, and the readers of the other ends. */
export interface Channel {
  /** For the child's standard output and standard error: a descriptor, or a pipe that Node makes. */
  readonly stdout: number | "pipe";
  readonly stderr: number | "pipe";
  /** Names by which the pipes are found among a process's descriptors. */
  readonly names: readonly string[];
  /**
   * Closes our copies of the child's ends and begins to read, whether or not the child started. One pipe has one
   * reader. With two pipes the first reader reads standard output.
   */
  read(streams: readonly (Readable | undefined)[], onBytes: (bytes: number) => void): readonly Reader[];
}

/** One true pipe for both streams, or undefined if none can be made. */
export async function openSharedPipe(keeper: Keeper | undefined): Promise<Channel | undefined> {
  const pipe = await keeper?.pipe();
  return pipe === undefined ? undefined : channelOf([pipe], pipe.write, pipe.write);
}

/** A true pipe for each stream, or Node's own pipes if true ones cannot be made. */
export async function openTwoPipes(keeper: Keeper | undefined): Promise<Channel> {
  const first = await keeper?.pipe();
  const second = await keeper?.pipe();
  if (first !== undefined && second !== undefined)
    return channelOf([first, second], first.write, second.write);
  if (first !== undefined) for (const end of [first.read, first.write]) closeSync(end);
  return {
    stdout: "pipe",
    stderr: "pipe",
    names: [],
    read: (streams, onBytes) =>
      streams.flatMap((stream) => (stream === undefined ? [] : [new Reader(stream, onBytes)])),
  };
}

/** Merges both streams of a child with two pipes into one output, in the order in which the bytes arrive. */
export function merged(channel: Channel): Channel {
  return {
    ...channel,
    read: (streams, onBytes) => {
      const [stdout, stderr] = streams;
      if (stdout === undefined || stderr === undefined) return [];
      const reader = new Reader(stdout, onBytes);
      const other = new Reader(stderr, onBytes);
      stderr.on("data", (bytes: Buffer) => reader.output.add(bytes));
      return [reader, other];
    },
  };
}

function channelOf(pipes: readonly PipeEnds[], stdout: number, stderr: number): Channel {
  return {
    stdout,
    stderr,
    names: pipes.map((pipe) => pipe.name),
    read: (_streams, onBytes) =>
      pipes.map((pipe) => {
        closeSync(pipe.write);
        return new Reader(new Socket({ fd: pipe.read, readable: true, writable: false }), onBytes);
      }),
  };
}
