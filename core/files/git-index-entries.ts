/** The list of paths in an index of git, of any version up to 4 (gitformat-index(5)). */

/** Before the object name: two times, device, inode, mode, owner, group and size. */
const FACTS_BYTES = 40;
const HEADER_BYTES = 12;

/** Flags of an entry: a bit for two more bytes, and the length of the path, unless all its bits are set. */
const EXTENDED = 0x4000;
const LENGTH = 0x0fff;

export interface FoundEntry {
  /** The number of the entry, from 0. Undefined if the path has no entry. */
  readonly entry: number | undefined;
  /** Where the search ended: after the last entry if the path has none. */
  readonly end: number;
}

/**
 * Looks for a path. Undefined if the bytes are not an index whose object names have this length. Throws if the bytes
 * end early.
 */
export function findEntry(index: Buffer, hashBytes: number, wanted: Buffer): FoundEntry | undefined {
  if (index.toString("latin1", 0, 4) !== "DIRC") return undefined;
  let entry = 0;
  let behind = HEADER_BYTES;
  for (const { name, end } of entriesOf(index, hashBytes)) {
    if (name === undefined) return undefined;
    if (name.equals(wanted)) return { entry, end };
    entry++;
    behind = end;
  }
  return { entry: undefined, end: behind };
}

interface Entry {
  /** Undefined if this is not an entry, because object names are longer. */
  readonly name: Buffer | undefined;
  readonly end: number;
}

/** The entries in order, up to the first bytes that are not an entry. */
function* entriesOf(index: Buffer, hashBytes: number): Generator<Entry> {
  const version = index.readUInt32BE(4);
  const count = index.readUInt32BE(8);
  let at = HEADER_BYTES;
  let name: Buffer = Buffer.alloc(0);
  for (let entry = 0; entry < count; entry++) {
    const flagsAt = at + FACTS_BYTES + hashBytes;
    const flags = index.readUInt16BE(flagsAt);
    let start = flagsAt + (flags & EXTENDED ? 4 : 2);
    let kept = 0;
    if (version === 4) {
      // Each path is stored as the number of bytes to drop from the end of the previous path, and the bytes to add.
      const dropped = readOffset(index, start);
      start = dropped.end;
      kept = name.length - dropped.value;
    }
    const end = index.indexOf(0, start);
    const isEntry = kept >= 0 && end >= 0;
    const rest = index.subarray(start, end);
    if (isEntry) name = kept > 0 ? Buffer.concat([name.subarray(0, kept), rest]) : rest;
    if (!isEntry || Math.min(name.length, LENGTH) !== (flags & LENGTH)) {
      return yield { name: undefined, end: at };
    }
    // Up to version 3, one to eight zero bytes follow an entry as padding.
    at = version === 4 ? end + 1 : at + ((end - at + 8) & ~7);
    yield { name, end: at };
  }
}

/** A number in the offset encoding of pack files. */
function readOffset(index: Buffer, start: number): { value: number; end: number } {
  let at = start;
  let byte = index.readUInt8(at++);
  let value = byte & 0x7f;
  while (byte & 0x80) {
    byte = index.readUInt8(at++);
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, end: at };
}
