/** The scanner for lines of logs (`scanner.wat`): its memory with the openings of messages, and what it finds. */

import { instantiate } from "../lint/web-assembly.ts";
import { levelWord, logLevels } from "../manager/index.ts";
import { wasm } from "./generated/scanner.ts";

/** Offsets in the memory, as in `scanner.wat`. */
const LEVELS = 0x20000;
const FOUND = 0x21000;
const LOG = 0x50000;
const KEPT = 0xb0000;

/** Bytes of an opening that are compared. Always an even number. */
const LONGEST_OPENING = 16;

const LEVEL_WORDS = new Set(logLevels.map(levelWord));

/** Number of 32-bit integers for each line that was found. */
const ENTRY = 5;

/** Called with a line that may be a known message. Offsets are into the scanner's bytes. */
export type TakeFound = (
  start: number,
  end: number,
  /** Where its text begins, after time, writer and level. */
  text: number,
  /** The number of the line in this scan, from 1. */
  line: number,
  /** A cache place for what follows from its bytes after the time; 0 for none. */
  place: number,
  /** Whether the last line with this place was the same. */
  isAgain: boolean,
) => void;

export interface Scan {
  /** The number of lines that have ended. */
  readonly lines: number;
  /** Where the first line begins that was not scanned. */
  readonly next: number;
  /** Where the first and the last line with a time begin. Undefined if none has one. */
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** The exports of `scanner.wat`. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly lines: { readonly value: number };
  readonly next: { readonly value: number };
  readonly first: { readonly value: number };
  readonly last: { readonly value: number };
  enter(at: number, length: number): void;
  scan(start: number, end: number): number;
}

/** A line that passes may still be unknown, but every known line passes. */
export class Scanner {
  /** Room for the bytes of a log. The scan reads a few bytes beyond the end of a line; they do not count. */
  readonly bytes: Uint8Array;
  readonly #exports: Exports;
  readonly #found: Uint32Array;

  /** `openings` are the beginnings of templates, up to their first value. Each has at least two bytes. */
  constructor(openings: Iterable<string>) {
    this.#exports = instantiate<Exports>(wasm);
    const { buffer } = this.#exports.memory;
    this.bytes = new Uint8Array(buffer, LOG, KEPT - LOG);
    this.#found = new Uint32Array(buffer, FOUND, (LOG - FOUND) / Uint32Array.BYTES_PER_ELEMENT);
    const levels = new Uint8Array(buffer, LEVELS);
    for (const word of LEVEL_WORDS) levels[word.charCodeAt(0)] = word.length;
    for (const opening of openings) this.#enter(opening);
  }

  #enter(opening: string): void {
    const bytes = new TextEncoder().encode(opening);
    const length = Math.min(bytes.length & ~1, LONGEST_OPENING);
    if (length === 0) throw new Error(`The opening "${opening}" is too short to tell anything.`);
    this.bytes.set(bytes);
    this.#exports.enter(LOG, length);
  }

  /** Looks at the whole lines of the bytes from `start` to `end`, or at the first of them where many may be known. */
  scan(start: number, end: number, take: TakeFound): Scan {
    const count = this.#exports.scan(LOG + start, LOG + end);
    const found = this.#found;
    for (let at = 0; at < count * ENTRY; at += ENTRY) {
      const memo = found[at + 4] ?? 0;
      take(
        (found[at] ?? 0) - LOG,
        (found[at + 1] ?? 0) - LOG,
        (found[at + 2] ?? 0) - LOG,
        found[at + 3] ?? 0,
        memo >> 1,
        (memo & 1) === 1,
      );
    }
    const { lines, next, first, last } = this.#exports;
    return {
      lines: lines.value,
      next: next.value - LOG,
      first: first.value === 0 ? undefined : first.value - LOG,
      last: last.value === 0 ? undefined : last.value - LOG,
    };
  }
}
