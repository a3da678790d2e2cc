/** Agents of several `client.keys` held side by side: keys, ids and names that another file has too. */

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

/** What is to be said about a field of a record; lines and columns from 0, the end exclusive. */
export interface AcrossFinding {
  readonly rule: AcrossCode;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The whole line. It holds a key. */
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

/** Takes all files in, then says of each what the others have too. Only live records count. */
export class AcrossFiles {
  readonly #release: Release;
  readonly #names: string[] = [];
  readonly #byKey = new Map<ByteString, Holders>();
  readonly #byName = new Map<ByteString, Holders>();

  constructor(release: Release) {
    this.#release = release;
  }

  /** `name` is what the file is called in messages. */
  add(name: string, file: ByteString): void {
    const number = this.#names.push(name) - 1;
    for (const [record] of this.#recordsOf(file, number)) {
      if (record.key !== "") note(this.#byKey, record.key, record);
      if (record.name !== "") note(this.#byName, record.name, record);
    }
  }

  /** Of a file that was added, by its number in that order. */
  *findingsIn(number: number, file: ByteString): Generator<AcrossFinding> {
    for (const [record, bytes] of this.#recordsOf(file, number)) {
      const twin = elsewhere(this.#byKey.get(record.key), number);
      const namesake = elsewhere(this.#byName.get(record.name), number);
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

  *#recordsOf(file: ByteString, number: number): Generator<readonly [Place, line: ByteString]> {
    for (const { bytes, line, chunk } of piecesOf(file)) {
      const piece = readPiece(bytes, this.#release);
      // A daemon that exits at an address has the agent no less in its file; what is behind a very long line is not a place to point at.
      if ((piece.kind !== "record" && piece.kind !== "fatal") || chunk > 0) continue;
      yield [{ file: number, line: line - 1, id: piece.id, name: piece.name, key: piece.key }, bytes];
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
