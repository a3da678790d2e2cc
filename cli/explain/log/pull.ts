/** Reading a part of a file straight to where it is scanned. */

import { readSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { LogReader } from "../../../core/log/index.ts";

interface Part {
  /** Its descriptor. */
  readonly file: number;
  readonly start: number;
  /** Infinity for the end of the file, wherever that is by then. */
  readonly end: number;
}

/** So many pieces are read before a signal can come through. */
const UNTIL_SIGNAL = 256;

/** Reads with blocking calls, because a file does not keep its reader waiting. */
export async function pull(
  { file, start, end }: Part,
  reader: LogReader,
  signal?: AbortSignal,
): Promise<void> {
  let at = start;
  for (let piece = 1; at < end && signal?.aborted !== true; piece++) {
    const length = reader.pull((into) => readSync(file, into, 0, Math.min(into.length, end - at), at));
    if (length === 0) return;
    at += length;
    if (piece % UNTIL_SIGNAL === 0) await setImmediate();
  }
}
