/** Hashes of fields in their place in a line, so that none of them is copied. */

import { copyCodes } from "../codes.ts";

let room: Uint8Array = new Uint8Array(256);

/** Different in each process, so that no file can be constructed from fields with equal hashes. */
const SEED = Math.floor(Math.random() * 2 ** 32);

/**
 * A hash of the codes from `start` to `end`, four at a time: 31 bits that depend on all of them. Only valid in this
 * process.
 */
export function hashOf(codes: Uint8Array, start: number, end: number): number {
  let hash = SEED ^ (end - start);
  let at = start;
  for (; at + 3 < end; at += 4) {
    const word =
      (codes[at] ?? 0) |
      ((codes[at + 1] ?? 0) << 8) |
      ((codes[at + 2] ?? 0) << 16) |
      ((codes[at + 3] ?? 0) << 24);
    hash = mixed(hash, word);
  }
  for (; at < end; at++) hash = mixed(hash, codes[at] ?? 0);
  return (hash ^ (hash >>> 13)) & 0x7fffffff;
}

/** One round as in Murmur: every bit of the word affects the upper half, and from there the lower half. */
function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x85ebca6b);
  return Math.imul(product ^ (product >>> 15), 0xc2b2ae35);
}

/** The same for a text. */
export function hashOfText(text: string): number {
  room = copyCodes(text, room);
  return hashOf(room, 0, text.length);
}
