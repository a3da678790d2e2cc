/** `client.keys` on the disk: reads it as a daemon does, and notices changes. */

import { readFileSync, type Stats, statSync } from "node:fs";
import { type ByteString, type KeyFileReading, type Release, readKeyFile } from "../core/manager/index.ts";

/** Reads the list. A missing file is an empty list. A service that purges keeps no removed records. */
export function readKeys(path: string, release: Release, purges: boolean): KeyFileReading {
  let text: ByteString = "";
  try {
    text = readFileSync(path, "latin1");
  } catch {
    // Missing or not readable: no agent is known.
  }
  const reading = readKeyFile(text, { release, passEmpty: true });
  reading.store.purges = purges;
  if (purges) reading.store.removed.length = 0;
  return reading;
}

/** Identifies a state of the file by what remoted looks at: the time of change and the file itself. */
export function markOf(path: string): string {
  const entry = statSync(path, { throwIfNoEntry: false });
  return entry === undefined ? "" : markIn(entry);
}

export function markIn({ ino, size, mtimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs}`;
}
