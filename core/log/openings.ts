/** A sieve for lines: whether a text may be a known message, told by its first bytes and without making a string of it. */

/** How many bytes of an opening are looked at: as many of these as it has. */
const LENGTHS = [20, 12, 6, 2] as const;

const BUCKETS = 1 << 16;

/** The openings of templates as sets of numbers. A text that is let through may still be unknown; none that is known is held back. */
export class Openings {
  /** By the first two bytes: which lengths the openings have that begin so, as bits. */
  readonly #lengths = new Uint8Array(BUCKETS);
  readonly #hashes = new Uint8Array(BUCKETS);

  /** `openings` are what templates begin with, up to their first value; each has two bytes or more. */
  constructor(openings: Iterable<string>) {
    for (const opening of openings) {
      const bytes = new TextEncoder().encode(opening);
      const which = LENGTHS.findIndex((length) => length <= bytes.length);
      const length = LENGTHS[which];
      if (length === undefined) throw new Error(`The opening "${opening}" is too short to tell anything.`);
      const pair = pairAt(bytes, 0);
      this.#lengths[pair] = (this.#lengths[pair] ?? 0) | (1 << which);
      this.#hashes[hashAt(bytes, 0, length)] = 1;
    }
  }

  /** Whether the text from `at` on may be a known message. */
  mayBegin(bytes: Uint8Array, at: number): boolean {
    const bits = this.#lengths[pairAt(bytes, at)] ?? 0;
    if (bits === 0) return false;
    for (let which = 0; which < LENGTHS.length; which++) {
      if ((bits & (1 << which)) === 0) continue;
      if (this.#hashes[hashAt(bytes, at, LENGTHS[which] ?? 0)] === 1) return true;
    }
    return false;
  }
}

function pairAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

/** FNV-1a over some bytes, folded to the number of buckets. */
function hashAt(bytes: Uint8Array, at: number, length: number): number {
  let hash = 0x811c9dc5 ^ length;
  for (let index = at; index < at + length; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
}
