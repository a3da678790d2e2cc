/**
 * A split index holds only the differences from a shared one. This reads which index is shared, and which of its
 * entries are deleted (gitformat-index(5)).
 */

/** Signature and size of an extension. */
const EXTENSION_HEADER_BYTES = 8;

/** The bits of a run's header word that count the words in the run, and below them the bit that these words repeat. */
const RUN_WORDS = 0xffff_ffffn;
const WORD_BITS = 64;

export interface SharedIndex {
  /** Its file name, in the folder of the index. */
  readonly file: string;
  /** Whether an entry of the shared index, by its number from 0, is deleted. */
  isDeleted(entry: number): boolean;
}

/**
 * The shared index that an index builds on, if there is one. `end` is the offset after its last entry. A name of zeros
 * stands for none: there is no such file.
 */
export function sharedIndexOf(index: Buffer, end: number, hashBytes: number): SharedIndex | undefined {
  for (let at = end; at + EXTENSION_HEADER_BYTES + hashBytes < index.length; ) {
    const size = index.readUInt32BE(at + 4);
    const content = index.subarray(at + EXTENSION_HEADER_BYTES, at + EXTENSION_HEADER_BYTES + size);
    at += EXTENSION_HEADER_BYTES + size;
    if (index.toString("latin1", at - size - EXTENSION_HEADER_BYTES, at - size - 4) !== "link") continue;
    const name = content.toString("hex", 0, hashBytes);
    const deleted = content.subarray(hashBytes);
    return { file: `sharedindex.${name}`, isDeleted: (entry) => deleted.length > 0 && bitAt(deleted, entry) };
  }
  return undefined;
}

/**
 * One bit of a compressed bitmap, which alternates between runs of equal words and literal words (EWAH,
 * gitformat-bitmap(5)).
 */
function bitAt(bitmap: Buffer, bit: number): boolean {
  const words = bitmap.readUInt32BE(4);
  const wanted = Math.floor(bit / WORD_BITS);
  const wordAt = (word: number): bigint => bitmap.readBigUInt64BE(8 + word * 8);
  let first = 0;
  for (let word = 0; word < words; ) {
    const header = wordAt(word);
    const equal = Number((header >> 1n) & RUN_WORDS);
    const literal = Number(header >> 33n);
    if (wanted < first + equal) return (header & 1n) === 1n;
    first += equal;
    if (wanted < first + literal) {
      return ((wordAt(word + 1 + wanted - first) >> BigInt(bit % WORD_BITS)) & 1n) === 1n;
    }
    first += literal;
    word += 1 + literal;
  }
  return false;
}
