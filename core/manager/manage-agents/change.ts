/** What registration by hand does to a file: text that is put in at one place. */

import type { ByteString } from "../bytes.ts";

export interface ChangedFile {
  readonly kind: "changed";
  /** The whole file afterwards. */
  readonly file: ByteString;
  /** The agent that was added or removed. */
  readonly id: ByteString;
  readonly name: ByteString;
}

/** Bytes that are put in before the byte at `at`; for editors, which change no more than they must. */
export interface Insertion {
  readonly at: number;
  readonly bytes: ByteString;
}

export function insertInto(file: ByteString, { at, bytes }: Insertion): ByteString {
  return `${file.slice(0, at)}${bytes}${file.slice(at)}`;
}
