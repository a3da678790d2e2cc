/** The plain lines of a large text, found by `plain-lines.wat` several times faster than by reading them one by one. */

import { instantiate } from "../../web-assembly.ts";
import { wasm } from "./generated/plain-lines.ts";
import { SEED } from "./hash.ts";

/** Offsets in the memory, as in `plain-lines.wat`. */
const FOUND = 0x1000;
const TEXT = 0x10000;
const MEMORY = 6 * 0x10000;

/** More bytes than a plain line can have. The scan reads so far beyond the end of the text. */
const LONGEST = 256;

/** Bytes of a text that are looked at together. */
const WINDOW = MEMORY - TEXT - LONGEST;

/** The 32-bit integers for each line: its end, and the hashes of its fields. */
export const PLAIN_LINE = { end: 0, id: 1, name: 2, ip: 3, key: 4, size: 5 } as const;

/** The hash of an address that is `any`. */
export const NO_HASH = -1;

/** Number of lines that are looked at together. */
const MOST = Math.floor((TEXT - FOUND) / (PLAIN_LINE.size * Int32Array.BYTES_PER_ELEMENT));

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly seed: { value: number };
  scan(start: number, limit: number, closed: 0 | 1, most: number): number;
}

/** Plain lines that follow each other. */
export interface FoundLines {
  /** `PLAIN_LINE.size` integers for each line. The first one is at `at`. */
  readonly found: Int32Array;
  readonly at: number;
  /** Where the codes of a line end, 0 for the first one. */
  endOf(line: number): number;
}

export class PlainLines implements FoundLines {
  readonly found: Int32Array;
  at = 0;
  readonly #window: Uint8Array;
  readonly #exports: Exports;
  #codes: Uint8Array = new Uint8Array();
  /** The part of the codes that is in the memory. */
  #from = 0;
  #to = 0;
  /** Where the line at `at` begins, and how many follow from there. */
  #next = 0;
  #left = 0;

  constructor() {
    this.#exports = instantiate<Exports>(wasm);
    const { buffer } = this.#exports.memory;
    this.found = new Int32Array(buffer, FOUND, MOST * PLAIN_LINE.size);
    this.#window = new Uint8Array(buffer, TEXT, WINDOW);
    this.#exports.seed.value = SEED;
    const inNames = new Uint8Array(buffer, 0, 256);
    for (let code = 0; code < 128; code++)
      if (/[a-z0-9_-]/.test(String.fromCharCode(code))) inNames[code] = 1;
  }

  /**
   * The number of plain lines that follow each other from `start` on, or of the first of them. Called with ascending
   * places in the same codes.
   */
  scan(codes: Uint8Array, start: number): number {
    if (codes !== this.#codes) this.#load(codes, start);
    while (this.#left > 0 && this.#next < start) {
      this.#next = this.endOf(0) + 1;
      this.at += PLAIN_LINE.size;
      this.#left--;
    }
    if (this.#left > 0) return this.#left;
    // A line may be cut at the end of the window.
    if (this.#to < codes.length && start + LONGEST > this.#to) this.#load(codes, start);
    this.#scan(start);
    return this.#left;
  }

  endOf(line: number): number {
    return (this.found[this.at + line * PLAIN_LINE.size + PLAIN_LINE.end] ?? 0) - TEXT + this.#from;
  }

  #load(codes: Uint8Array, start: number): void {
    this.#codes = codes;
    this.#from = start;
    this.#to = Math.min(codes.length, start + WINDOW);
    this.#window.set(codes.subarray(start, this.#to));
    this.#left = 0;
  }

  #scan(start: number): void {
    const shift = TEXT - this.#from;
    const isWhole = this.#to === this.#codes.length ? 1 : 0;
    this.at = 0;
    this.#next = start;
    this.#left = this.#exports.scan(start + shift, this.#to + shift, isWhole, MOST);
  }
}
