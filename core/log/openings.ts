/** A sieve for lines: whether a text may be a known message, told by its first bytes and without making a string of it. */

/** Bytes of a message that are looked at. A template that begins with fewer of its own lets more lines through. */
const LOOKED_AT = 6;

const BUCKETS = 1 << 16;

/** The openings of templates as sets of numbers. A text that is let through may still be unknown; none that is known is held back. */
export class Openings {
  /** By the first two bytes: whether a template begins so, and whether one goes on with a value right after them. */
  readonly #pairs = new Uint8Array(BUCKETS);
  readonly #hashes = new Uint8Array(BUCKETS);

  /** `openings` are what templates begin with, up to their first value. */
  constructor(openings: Iterable<string>) {
    for (const opening of openings) {
      const bytes = new TextEncoder().encode(opening);
      if (bytes.length < 2) throw new Error(`The opening "${opening}" is too short to tell anything.`);
      const pair = pairAt(bytes, 0);
      if (bytes.length < LOOKED_AT) this.#pairs[pair] = 2;
      else {
        if (this.#pairs[pair] === 0) this.#pairs[pair] = 1;
        this.#hashes[hashAt(bytes, 0)] = 1;
      }
    }
  }

  /** Whether the text from `at` on may be a known message. Reads at most six bytes. */
  mayBegin(bytes: Uint8Array, at: number): boolean {
    const kind = this.#pairs[pairAt(bytes, at)];
    return kind === 2 || (kind === 1 && this.#hashes[hashAt(bytes, at)] === 1);
  }
}

function pairAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function hashAt(bytes: Uint8Array, at: number): number {
  const low = pairAt(bytes, at) | ((bytes[at + 2] ?? 0) << 16);
  const high = pairAt(bytes, at + 3) | ((bytes[at + 5] ?? 0) << 16);
  return ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 16) & (BUCKETS - 1);
}
