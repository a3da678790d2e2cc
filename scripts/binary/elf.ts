/** What the packing of executables needs to know about ELF: 64 bits, little-endian, as on x64 and arm64. */

export interface ElfFacts {
  readonly machine: "x64" | "arm64" | "other";
  /** Shared libraries that the loader looks for. */
  readonly libraries: readonly string[];
  /** Versions of symbols that these must have, for example `GLIBC_2.28`. */
  readonly versions: readonly string[];
}

const MACHINES: Readonly<Record<number, ElfFacts["machine"]>> = { 62: "x64", 183: "arm64" };

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const DT_NEEDED = 1;
const DT_STRINGS = 5;
const DT_VERSIONS = 0x6ffffffe;
const DT_VERSIONS_COUNT = 0x6fffffff;
const SHF_ALLOC = 2;
const NOT_IN_FILE = 8;
/** Bytes of an entry in the table of sections. */
const SECTION = 64;

/**
 * Without symbols and debug information, which nothing loads. The loaded sections come first; after the last of them
 * there are only their names and their table.
 */
export function withoutSymbols(file: Buffer): Buffer {
  const sections = sectionsOf(file);
  const names = sections[file.readUInt16LE(0x3e)];
  const kept = sections.findLastIndex(({ flags }) => (flags & SHF_ALLOC) !== 0) + 1;
  if (names === undefined) throw new RangeError("The sections have no names.");
  const end = aligned(
    Math.max(
      ...sections.slice(0, kept).map(({ type, offset, size }) => offset + (type === NOT_IN_FILE ? 0 : size)),
    ),
  );
  const table = aligned(end + names.size);
  const small = Buffer.alloc(table + (kept + 1) * SECTION);
  file.copy(small, 0, 0, end);
  file.copy(small, end, names.offset, names.offset + names.size);
  const from = word(file, 0x28);
  file.copy(small, table, from, from + kept * SECTION);
  file.copy(small, table + kept * SECTION, names.at, names.at + SECTION);
  small.writeBigUInt64LE(BigInt(end), table + kept * SECTION + 24);
  small.writeBigUInt64LE(BigInt(table), 0x28);
  small.writeUInt16LE(kept + 1, 0x3c);
  small.writeUInt16LE(kept, 0x3e);
  return small;
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}

function sectionsOf(file: Buffer) {
  const table = word(file, 0x28);
  return Array.from({ length: file.readUInt16LE(0x3c) }, (_, index) => {
    const at = table + index * SECTION;
    return {
      at,
      type: file.readUInt32LE(at + 4),
      flags: word(file, at + 8),
      offset: word(file, at + 24),
      size: word(file, at + 32),
    };
  });
}

/** As the system's loader finds it, which reads only segments. */
export function elfFacts(file: Buffer): ElfFacts {
  const segments = segmentsOf(file);
  const placeOf = (address: number): number => {
    const segment = segments.find(
      (each) => each.type === PT_LOAD && each.address <= address && address < each.address + each.size,
    );
    if (segment === undefined) throw new RangeError(`Nothing is loaded at ${address.toString(16)}.`);
    return segment.offset + address - segment.address;
  };
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  const entries = dynamic === undefined ? [] : entriesFrom(file, placeOf(dynamic.address));
  const entryOf = (tag: number): number => entries.find((entry) => entry.tag === tag)?.value ?? 0;
  const strings = placeOf(entryOf(DT_STRINGS));
  const textAt = (offset: number): string => {
    const start = strings + offset;
    return file.toString("latin1", start, file.indexOf(0, start));
  };
  return {
    machine: MACHINES[file.readUInt16LE(0x12)] ?? "other",
    libraries: entries.filter(({ tag }) => tag === DT_NEEDED).map(({ value }) => textAt(value)),
    versions: neededVersions(file, placeOf(entryOf(DT_VERSIONS)), entryOf(DT_VERSIONS_COUNT)).map(textAt),
  };
}

function segmentsOf(file: Buffer) {
  const table = word(file, 0x20);
  return Array.from({ length: file.readUInt16LE(0x38) }, (_, index) => {
    const at = table + index * 56;
    return {
      type: file.readUInt32LE(at),
      offset: word(file, at + 8),
      address: word(file, at + 16),
      size: word(file, at + 32),
    };
  });
}

/** The entries of the dynamic segment, up to the empty one. */
function entriesFrom(file: Buffer, start: number) {
  const entries: { readonly tag: number; readonly value: number }[] = [];
  for (let at = start; word(file, at) !== 0; at += 16) {
    entries.push({ tag: word(file, at), value: word(file, at + 8) });
  }
  return entries;
}

/** The names of all versions that are required from any library: a list of lists, linked by offsets. */
function neededVersions(file: Buffer, start: number, count: number): readonly number[] {
  const names: number[] = [];
  let library = start;
  for (let i = 0; i < count; i++) {
    let version = library + file.readUInt32LE(library + 8);
    for (let left = file.readUInt16LE(library + 2); left > 0; left--) {
      names.push(file.readUInt32LE(version + 8));
      version += file.readUInt32LE(version + 12);
    }
    library += file.readUInt32LE(library + 12);
  }
  return names;
}

/** Eight bytes. Files and tags are far smaller than the largest exact number. */
function word(file: Buffer, at: number): number {
  return Number(file.readBigUInt64LE(at));
}
