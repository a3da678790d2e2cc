/** An address as the manager keeps it: the stored text, and the network and mask in binary. */

import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";

/** One 32-bit word for IPv4, four for IPv6, most significant first, each 0 to 4294967295. */
export type Words = readonly number[];

export interface Address {
  /** `host` is what the manager's check calls 1; `range` and `any` are what it calls 2. */
  readonly kind: "any" | "host" | "range";
  /** The text that the manager uses from now on, mask included. */
  readonly stored: ByteString;
  readonly v6: boolean;
  /** Address AND mask. */
  readonly network: Words;
  readonly mask: Words;
  /** A leading `!` that is kept (before 4.4): the record accepts every source except these. */
  readonly negated: boolean;
  /** How the mask was written; the manager's way of writing an address back depends on it. */
  readonly maskForm: "none" | "prefix" | "dotted";
  /** The grammar by which it was read. Writing back depends on that, too. */
  readonly grammar: Release["addressGrammar"];
}

export const FULL_WORD = 0xffffffff;

/** The 32-bit mask of a prefix of 0 to 32 bits. */
export function wordMask(bits: number): number {
  return bits <= 0 ? 0 : bits >= 32 ? FULL_WORD : (FULL_WORD << (32 - bits)) >>> 0;
}

/** The mask of a prefix over `words` words. */
export function prefixMask(bits: number, words: 1 | 4): Words {
  return Array.from({ length: words }, (_, at) => wordMask(bits - 32 * at));
}

/** The word at an index, or 0 if there is none. */
export function wordAt(words: Words, at: number): number {
  return Number(words[at]) >>> 0;
}

export function andWords(words: Words, mask: Words): Words {
  return words.map((word, at) => (word & wordAt(mask, at)) >>> 0);
}

/** Whether every bit of the mask is set, so that the record stands for one address only. */
export function isFullMask(mask: Words): boolean {
  return mask.every((word) => word === FULL_WORD);
}

/** The prefix length of a mask, or undefined if its bits are not contiguous. */
export function prefixLength(mask: Words): number | undefined {
  const bits = mask.reduce((sum, word) => sum + Math.clz32(~word), 0);
  return prefixMask(bits, mask.length === 1 ? 1 : 4).every((word, at) => word === mask[at])
    ? bits
    : undefined;
}

/** An IPv4 word, 0 to 4294967295, in dotted form. */
export function dottedText(word: number): string {
  return [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff).join(".");
}

/** The words as hexadecimal digits in network order, two digits for each byte. */
export function hexOfWords(words: Words): string {
  return words.map((word) => word.toString(16).padStart(8, "0")).join("");
}

const ANY_WORDS: Words = [0];

/** The address that accepts every source. */
export function anyAddress(stored: ByteString, negated: boolean, grammar: Address["grammar"]): Address {
  const words = { network: ANY_WORDS, mask: ANY_WORDS };
  return { kind: "any", stored, v6: false, ...words, negated, maskForm: "none", grammar };
}
