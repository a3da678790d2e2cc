/** Compares the agents of several `client.keys`: keys, ids and names that another file has too. */

import { type ByteString, piecesOf, type Release, readPiece, textFromBytes } from "../../manager/index.ts";
import { KeyMask } from "../mask.ts";
import type { Severity } from "../severity.ts";

interface AcrossRule {
  readonly code: AcrossCode;
  readonly severity: Severity;
  readonly title: string;
}

export type AcrossCode = "key-elsewhere" | "id-elsewhere" | "name-elsewhere";

/** The rules on several files. */
export const acrossRules: readonly AcrossRule[] = [
  { code: "key-elsewhere", severity: "error", title: "Key that another agent has in another file" },
  { code: "id-elsewhere", severity: "warning", title: "Agent with another key in another file" },
  { code: "name-elsewhere", severity: "warning", title: "Name that another agent has in another file" },
];

const severityOf = Object.fromEntries(acrossRules.map(({ code, severity }) => [code, severity])) as Readonly<
  Record<AcrossCode, Severity>
>;

const messages: Readonly<Record<AcrossCode, (where: string, other: Place) => string>> = {
  "key-elsewhere": (where, other) =>
    `${where} has the same key for another agent (${who(other)}): anyone who has one can act as both.`,
  "id-elsewhere": (where) =>
    `${where} has another key for the same id and name: one of the two is out of date, or two machines have one name.`,
  "name-elsewhere": (where, other) =>
    `${where} has the same name for another agent (${who(other)}): what tells agents by name mixes them up.`,
};

/** What to report about a field of a record. Its words are made when they are read: there may be millions. */
export interface AcrossFinding {
  readonly rule: AcrossCode;
  readonly severity: Severity;
  readonly message: string;
  /** From 0. */
  readonly line: number;
  /** Columns from 0, in UTF-16 units; the end is exclusive. */
  readonly place: { readonly start: number; readonly end: number };
  /** The whole line without its end. It contains a key. */
  readonly text: string;
}

interface Place {
  readonly file: number;
  readonly line: number;
  readonly id: ByteString;
  readonly name: ByteString;
  readonly key: ByteString;
}

/** The first holder of a value, and the first one in another file. */
type Holders = [first: Place, other: Place | undefined];

/**
 * Takes in what may be shared of each file, then says of each what the others have too. Only live records count. `mayBeShared`
 * leaves out records that no other file can have anything of; without it all are held.
 */
export class AcrossFiles {
  readonly #release: Release;
  readonly #names: string[] = [];
  readonly #records: (readonly (readonly [Place, line: ByteString])[])[] = [];
  readonly #byKey = new Map<ByteString, Holders>();
  readonly #byName = new Map<ByteString, Holders>();

  constructor(release: Release) {
    this.#release = release;
  }

  /** `name` is what the file is called in messages. Returns the file's number. */
  add(name: string, file: ByteString, mayBeShared: (value: number) => boolean = () => true): number {
    const number = this.#names.push(name) - 1;
    const held: (readonly [Place, ByteString])[] = [];
    for (const { piece, line, bytes } of liveRecords(file, this.#release)) {
      const { id, name: own, key } = piece;
      if (!valuesOf(piece).some((value) => mayBeShared(fingerprint(value)))) continue;
      const place = { file: number, line, id, name: own, key };
      if (key !== "") note(this.#byKey, key, place);
      if (own !== "") note(this.#byName, own, place);
      held.push([place, bytes]);
    }
    this.#records.push(held);
    return number;
  }

  /** Of a file that was added, by its number. */
  *findingsIn(number: number): Generator<AcrossFinding> {
    for (const [record, bytes] of this.#records[number] ?? []) {
      const twin = elsewhere(this.#byKey.get(record.key), number);
      if (twin !== undefined && (twin.id !== record.id || twin.name !== record.name)) {
        yield this.#finding("key-elsewhere", record, bytes, twin);
      }
      const namesake = elsewhere(this.#byName.get(record.name), number);
      if (namesake === undefined || namesake.key === record.key) continue;
      const rule = namesake.id === record.id ? "id-elsewhere" : "name-elsewhere";
      yield this.#finding(rule, record, bytes, namesake);
    }
  }

  #finding(rule: AcrossCode, { line, id, name }: Place, bytes: ByteString, other: Place): AcrossFinding {
    const where = (): string => this.#where(other);
    return {
      rule,
      severity: severityOf[rule],
      line,
      get message() {
        return messages[rule](where(), other);
      },
      get place() {
        const start = textFromBytes(id).length + 1;
        return rule === "id-elsewhere"
          ? { start: 0, end: start - 1 }
          : { start, end: start + textFromBytes(name).length };
      },
      get text() {
        return textFromBytes(bytes.endsWith("\n") ? bytes.slice(0, -1) : bytes);
      },
    };
  }

  #where({ file, line }: Place): string {
    return `${this.#names[file]}:${line + 1}`;
  }
}

function note(holders: Map<ByteString, Holders>, value: ByteString, place: Place): void {
  const known = holders.get(value);
  if (known === undefined) holders.set(value, [place, undefined]);
  else if (known[1] === undefined && known[0].file !== place.file) known[1] = place;
}

function elsewhere(holders: Holders | undefined, file: number): Place | undefined {
  return holders?.find((each) => each !== undefined && each.file !== file);
}

function who({ id, name, key }: Place): string {
  const mask = new KeyMask([textFromBytes(key)]);
  return mask.hide(textFromBytes(`${id} ${name}`)).slice(0, 80);
}

/** Fingerprints of the keys and names of a file's live records, in order, each once. */
export function fingerprintsOf(file: ByteString, release: Release): Float64Array {
  const found: number[] = [];
  for (const { piece } of liveRecords(file, release)) found.push(...valuesOf(piece).map(fingerprint));
  const sorted = Float64Array.from(found).sort();
  return sorted.filter((value, at) => value !== sorted[at - 1]);
}

/** The fingerprints that several of the files have. */
export function sharedOf(files: readonly Float64Array[]): SharedValues {
  const all = new Float64Array(files.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const file of files) {
    all.set(file, at);
    at += file.length;
  }
  all.sort();
  return new SharedValues(all.filter((value, place) => value === all[place - 1]));
}

/**
 * A set of fingerprints. These are spread evenly, so the first bits of one lead to its place. A `Set` of a million such numbers
 * takes ten times as long.
 */
class SharedValues {
  /** In order. */
  readonly #values: Float64Array;
  /** The place of the first value that has these first bits or greater ones. */
  readonly #starts: Uint32Array;
  /** How many fingerprints have the same first bits. */
  readonly #width: number;

  constructor(sorted: Float64Array) {
    this.#values = sorted;
    const bits = Math.ceil(Math.log2(sorted.length + 1));
    this.#width = 2 ** (FINGERPRINT_BITS - bits);
    this.#starts = new Uint32Array(2 ** bits);
    let next = 0;
    for (let at = 0; at < sorted.length; at++) {
      const first = this.#firstBits(sorted[at] ?? 0);
      while (next <= first) this.#starts[next++] = at;
    }
    this.#starts.fill(sorted.length, next);
  }

  has(value: number): boolean {
    for (let at = this.#starts[this.#firstBits(value)] ?? 0; at < this.#values.length; at++) {
      const each = this.#values[at] ?? 0;
      if (each >= value) return each === value;
    }
    return false;
  }

  #firstBits(value: number): number {
    return Math.floor(value / this.#width);
  }
}

type LiveRecord = Extract<ReturnType<typeof readPiece>, { readonly kind: "record" | "fatal" }>;

function* liveRecords(
  file: ByteString,
  release: Release,
): Generator<{ readonly piece: LiveRecord; readonly line: number; readonly bytes: ByteString }> {
  for (const { bytes, line, chunk } of piecesOf(file)) {
    const piece = readPiece(bytes, release);
    // A daemon that exits at an address still has the agent in its file. A place after a very long line cannot be
    // shown.
    if ((piece.kind !== "record" && piece.kind !== "fatal") || chunk > 0) continue;
    yield { piece, line: line - 1, bytes };
  }
}

function valuesOf({ key, name }: LiveRecord): readonly ByteString[] {
  return [key, name].filter((value) => value !== "");
}

const FINGERPRINT_BITS = 53;

/** Some bits of a value: equal values have the same bits, and different values almost never. */
function fingerprint(value: ByteString): number {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high ^= low >>> 15;
  low ^= high >>> 13;
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}
