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

/** What to report about a field of a record. Lines and columns from 0, the end exclusive. */
export interface AcrossFinding {
  readonly rule: AcrossCode;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The whole line. It contains a key. */
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
      const namesake = elsewhere(this.#byName.get(record.name), number);
      if (twin === undefined && namesake === undefined) continue;
      // Columns count UTF-16 units.
      const start = textFromBytes(record.id).length + 1;
      const { line } = record;
      const text = textFromBytes(bytes);
      const nameAt = { line, text, start, end: start + textFromBytes(record.name).length };
      if (twin !== undefined && (twin.id !== record.id || twin.name !== record.name)) {
        const message = `${this.#where(twin)} has the same key for another agent (${who(twin)}): anyone who has one can act as both.`;
        yield { rule: "key-elsewhere", severity: "error", message, ...nameAt };
      }
      if (namesake === undefined || namesake.key === record.key) continue;
      if (namesake.id === record.id) {
        const message = `${this.#where(namesake)} has another key for the same id and name: one of the two is out of date, or two machines have one name.`;
        yield {
          rule: "id-elsewhere",
          severity: "warning",
          message,
          line,
          text,
          start: 0,
          end: start - 1,
        };
      } else {
        const message = `${this.#where(namesake)} has the same name for another agent (${who(namesake)}): what tells agents by name mixes them up.`;
        yield { rule: "name-elsewhere", severity: "warning", message, ...nameAt };
      }
    }
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
export function sharedOf(files: readonly Float64Array[]): ReadonlySet<number> {
  const all = new Float64Array(files.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const file of files) {
    all.set(file, at);
    at += file.length;
  }
  all.sort();
  return new Set(all.filter((value, place) => value === all[place - 1]));
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

/** 53 bits of a value: two that are alike have the same, and others hardly ever. */
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
