/** The agents to ask about: every agent of a client.keys in its order, then ids that may be only in the database. */

import {
  agentSendsItsId,
  type ByteString,
  dottedText,
  type KeyEntry,
  type KeyFileReading,
  type KeyRequest,
  KeyStore,
} from "../manager/index.ts";

/**
 * `id` asks for each by its id. `manager` asks as the manager would: by address for an agent that does not send its id.
 */
export type AskedBy = "id" | "manager";

export interface RollEntry {
  /** From 0, in the order of the file and then of the ids. */
  readonly place: number;
  readonly id: ByteString;
  /** The agent's record in the file. Undefined if there is none. */
  readonly record: KeyEntry | undefined;
  /** Its line, from 1. */
  readonly line: number | undefined;
  readonly request: KeyRequest;
  /** The line of an earlier record with the same id, which the manager finds instead. */
  readonly hiddenBy: number | undefined;
}

export class Roll {
  /** The agents of the file. */
  readonly known: KeyStore;
  readonly #records: KeyFileReading["records"];
  readonly #more: readonly ByteString[];
  /** The first record of each id, which is the one that the manager finds. */
  readonly #first = new Map<ByteString, number>();
  readonly #by: AskedBy;

  constructor(file: KeyFileReading | undefined, ids: Iterable<ByteString> = [], by: AskedBy = "id") {
    this.known = file?.store ?? new KeyStore();
    this.#records = file?.records ?? [];
    this.#by = by;
    for (const [place, { entry }] of this.#records.entries()) {
      if (!this.#first.has(entry.id)) this.#first.set(entry.id, place);
    }
    this.#more = [...new Set(ids)].filter((id) => !this.#first.has(id));
  }

  get size(): number {
    return this.#records.length + this.#more.length;
  }

  /** The agent at a place below `size`. */
  at(place: number): RollEntry | undefined {
    const found = this.#records[place];
    if (found === undefined) {
      const id = this.#more[place - this.#records.length];
      if (id === undefined) return undefined;
      const request = { selector: "id", value: id } as const;
      return { place, id, record: undefined, line: undefined, request, hiddenBy: undefined };
    }
    const { entry, at } = found;
    const first = this.#first.get(entry.id) ?? place;
    return {
      place,
      id: entry.id,
      record: entry,
      line: at.line,
      request: this.#requestFor(entry),
      hiddenBy: first === place ? undefined : this.#records[first]?.at.line,
    };
  }

  #requestFor({ id, address }: KeyEntry): KeyRequest {
    if (this.#by === "id" || agentSendsItsId(address)) return { selector: "id", value: id };
    return { selector: "ip", value: dottedText(address.network[0] ?? 0) };
  }
}

/** The ids of a list: the first word of each line. Blank lines and those that start with `#` are skipped. */
export function idsOf(text: ByteString): readonly ByteString[] {
  const words = text.split("\n").map((line) => /^\s*(\S*)/.exec(line)?.[1] ?? "");
  return words.filter((word) => word !== "" && !word.startsWith("#"));
}
