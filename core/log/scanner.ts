/** The scanner for lines of logs (`scanner.wat`): its memory, filled with the openings of messages, and what it finds. */

import { arrayFromBytes, levelWord, logLevels } from "../manager/index.ts";
import { scannerCode } from "./generated/scanner.ts";

/** Places in the memory, as `scanner.wat` has them. */
const LEVELS = 0x20000;
const FOUND = 0x21000;
const LOG = 0x50000;
const KEPT = 0xb0000;

/** So many bytes of an opening are looked at, and always an even number. */
const LONGEST_OPENING = 16;

const LEVEL_WORDS = new Set(logLevels.map(levelWord));

/** 32-bit numbers of each line that was found. */
const ENTRY = 5;

/** Takes a line that may be a known message; places are those in the scanner's bytes. */
export type TakeFound = (
  start: number,
  end: number,
  /** Where its text begins, behind time, writer and level. */
  text: number,
  /** Which of the lines of this scan, from 1. */
  line: number,
  /** Where what follows from its bytes behind the time may be kept; 0 for nowhere. */
  place: number,
  /** Whether the line that was last found at this place is the same. */
  isAgain: boolean,
) => void;

export interface Scan {
  /** Lines that have ended. */
  readonly lines: number;
  /** Where the first line begins that was not looked at. */
  readonly next: number;
  /** Where the first and the last line begin that have a time; undefined where none has. */
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** What the module of `scanner.wat` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly lines: { readonly value: number };
  readonly next: { readonly value: number };
  readonly first: { readonly value: number };
  readonly last: { readonly value: number };
  enter(at: number, length: number): void;
  scan(start: number, end: number): number;
}

/** A text that is let through may still be unknown; none that is known is held back. */
export class Scanner {
  /** Room for the bytes of a log; the last ones are read beyond the end of a line, and do not count. */
  readonly bytes: Uint8Array;
  readonly #exports: Exports;
  readonly #found: Uint32Array;

  /** `openings` are what templates begin with, up to their first value; each has two bytes or more. */
  constructor(openings: Iterable<string>) {
    const code = arrayFromBytes(atob(scannerCode));
    this.#exports = new WebAssembly.Instance<Exports>(new WebAssembly.Module(code)).exports;
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
