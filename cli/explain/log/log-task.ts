/** What a thread does that reads a part of a log. */

import { closeSync, openSync } from "node:fs";
import type { MessagePort } from "node:worker_threads";
import { type LogCounts, LogReader, Story, type StoryParts } from "../../../core/log/index.ts";
import { pull } from "./pull.ts";

/** From a line's beginning to another one, or to the end of the file. */
export interface LogPart {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

export interface ReadPart {
  readonly counts: LogCounts;
  readonly story: StoryParts;
}

/** A thread gets a text more quickly than the objects in it. */
export const partFrom = (text: string): ReadPart => JSON.parse(text) as ReadPart;

/** The thread is ended if the part is no longer needed. */
export async function logTask(port: MessagePort, { path, start, end }: LogPart): Promise<void> {
  const story = new Story();
  const reader = new LogReader((line) => story.add(line));
  const file = openSync(path, "r");
  await pull({ file, start, end }, reader);
  closeSync(file);
  reader.end();
  const { lines, known, first, last } = reader;
  const part: ReadPart = { counts: { lines, known, first, last }, story: story.parts };
  port.postMessage(JSON.stringify(part));
  port.close();
}
