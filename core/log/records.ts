/** What the log is joined with: the records of a `client.keys`, without their keys. */

import { acceptsSource, bytesFromText, type KeyEntry, type Release } from "../manager/index.ts";

/** Records by id, name and address. */
export class Records {
  readonly #byId = new Map<string, KeyEntry>();
  readonly #byName = new Map<string, KeyEntry>();
  readonly #release: Release;

  constructor(entries: Iterable<KeyEntry>, release: Release) {
    this.#release = release;
    for (const entry of entries) {
      // Look-ups by id find the first of two.
      if (!this.#byId.has(entry.id)) this.#byId.set(entry.id, entry);
      this.#byName.set(entry.name, entry);
    }
  }

  /** The record of an agent that the log knows by its id, or else by one of its names. */
  find(id: string | undefined, names: Iterable<string>): KeyEntry | undefined {
    if (id !== undefined) return this.#byId.get(bytesFromText(id));
    for (const name of names) {
      const found = this.#byName.get(bytesFromText(name));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Whether the agent with this id may use the source. Undefined if unknown. */
  admits(id: string, source: string): boolean | undefined {
    const address = this.find(id, [])?.address;
    const admitted = address && acceptsSource(address, bytesFromText(source), this.#release);
    return admitted === "unknown" ? undefined : admitted;
  }
}
