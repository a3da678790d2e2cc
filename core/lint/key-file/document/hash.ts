/** Hashes of fields in their place in a line, so that none of them is copied. */

import { copyCodes } from "../codes.ts";

let room: Uint8Array = new Uint8Array(256);

/** Different in each process, so that no file can be constructed from fields with equal hashes. */
export const SEED = Math.floor(Math.random() * 2 ** 32);

/**
 * A hash of the codes from `start` to `end`, four at a time: 31 bits that depend on all of them. Only valid in this
 * process. Fields that differ only in their last digit have hashes that differ only in the last four bits: numbered
 * agents stand side by side in a table, which costs one look into memory for ten of them.
 */
export function hashOf(codes: Uint8Array, start: number, end: number): number {
  const last = end > start ? (codes[end - 1] ?? 0) : 0;
  let hash = SEED ^ (end - start) ^ ((last >> 4) << 8);
  let at = start;
  for (; at + 4 < end; at += 4) {
    const word =
      (codes[at] ?? 0) |
      ((codes[at + 1] ?? 0) << 8) |
      ((codes[at + 2] ?? 0) << 16) |
      ((codes[at + 3] ?? 0) << 24);
    hash = mixed(hash, word);
  }
  for (; at + 1 < end; at++) hash = mixed(hash, codes[at] ?? 0);
  hash = Math.imul(hash, 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) & 0x7ffffff0) | (last & 15);
}

/** Half a round as in Murmur: every bit of the word affects the upper half, and from there the lower half. */
function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x85ebca6b);
  return product ^ (product >>> 15);
}

/** The same for a text. */
export function hashOfText(text: string): number {
  room = copyCodes(text, room);
  return hashOf(room, 0, text.length);
}
