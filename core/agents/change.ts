/** Changes a record by hand: removes an agent in the manager's own form, `001 !name …`, or gives it another key. */

import type { ByteString, Release } from "../manager/index.ts";
import { type FoundRecord, type Refusal, recordOf } from "./record.ts";

export interface ChangedFile {
  readonly kind: "changed";
  /** The whole file after the change. */
  readonly file: ByteString;
  /** The agent that was added, removed or got a key. */
  readonly id: ByteString;
  readonly name: ByteString;
}

/** Bytes to insert before the byte at `at`, for editors, which change as little as possible. */
export interface Insertion {
  readonly at: number;
  readonly bytes: ByteString;
}

export function insertInto(file: ByteString, { at, bytes }: Insertion): ByteString {
  return `${file.slice(0, at)}${bytes}${file.slice(at)}`;
}

/** Replaces the key of the first live record with this id, and everything after it on the line, with `key`. */
export function rekeyAgent(
  file: ByteString,
  id: ByteString,
  key: ByteString,
  release: Release,
): ChangedFile | Refusal {
  const found = recordOf(file, id, release);
  if ("kind" in found) return found;
  const { start, bytes, entry } = found;
  const fields = bytes.split(" ", 3).join(" ");
  const lineFeed = bytes.endsWith("\n") ? "\n" : "";
  return {
    kind: "changed",
    file: `${file.slice(0, start)}${fields} ${key}${lineFeed}${file.slice(start + bytes.length)}`,
    id: entry.id,
    name: entry.name,
  };
}

/** Inserts the mark before the name. The rest of the record does not change. */
export function removalOf({ start, bytes }: FoundRecord): Insertion {
  return { at: start + bytes.indexOf(" ") + 1, bytes: "!" };
}

/** Marks the first live record with this id as removed. */
export function removeAgent(file: ByteString, id: ByteString, release: Release): ChangedFile | Refusal {
  const found = recordOf(file, id, release);
  if ("kind" in found) return found;
  const { entry } = found;
  return { kind: "changed", file: insertInto(file, removalOf(found)), id: entry.id, name: entry.name };
}
