/** The few agents of a large file that a registration can affect, so that each is decided without a copy of all. */

import {
  type ByteString,
  indexText,
  type KeyEntry,
  KeyStore,
  type Release,
  readAddress,
} from "../manager/index.ts";

/** A registration removes one agent each for the id, the address and the name. The last ones move into their places. */
const MOST_REMOVED = 3;

/** Chains of equal values: the last entry with a value, and for each entry the previous one. */
interface Chains {
  readonly last: Map<ByteString, number>;
  readonly before: Int32Array;
}

const NONE = -1;

/** Answers from indexes that are made when they are first needed. */
export class AffectedAgents {
  readonly #known: KeyStore;
  #chains: { readonly id: Chains; readonly ip: Chains; readonly name: Chains } | undefined;

  constructor(known: KeyStore) {
    this.#known = known;
  }

  /** A store in which the registration of such an agent has the same result as in the whole file. */
  storeFor(id: ByteString | undefined, name: ByteString, ip: ByteString, release: Release): KeyStore {
    const { entries } = this.#known;
    // The limit of agents counts all of them.
    if (release.agentLimit !== undefined && entries.length >= release.agentLimit) return this.#known;
    this.#chains ??= {
      id: chainsOf(entries, (entry) => entry.id),
      ip: chainsOf(entries, ({ address }) => indexText(address)),
      name: chainsOf(entries, (entry) => entry.name),
    };
    const places = new Set<number>();
    for (let at = Math.max(0, entries.length - MOST_REMOVED); at < entries.length; at++) places.add(at);
    if (id !== undefined) collect(this.#chains.id, id, places);
    for (const text of lookedUpBy(ip, release)) collect(this.#chains.ip, text, places);
    collect(this.#chains.name, name, places);
    // An agent that is found by address or name is removed by its id, which may find an earlier one.
    for (const place of [...places]) collect(this.#chains.id, entries[place]?.id ?? "", places);
    const store = new KeyStore();
    for (const place of [...places].sort((a, b) => a - b)) {
      const entry = entries[place];
      if (entry !== undefined) store.add(entry);
    }
    store.idCounter = this.#known.idCounter;
    return store;
  }
}

/** The texts by which an address may be looked up. `any` is not looked up, and most agents of a large file have it. */
function lookedUpBy(ip: ByteString, release: Release): readonly ByteString[] {
  if (ip === "any") return [];
  const stored = readAddress(ip, release)?.stored;
  return stored === undefined || stored === ip ? [ip] : [ip, stored];
}

function chainsOf(entries: readonly KeyEntry[], valueIn: (entry: KeyEntry) => ByteString): Chains {
  const last = new Map<ByteString, number>();
  const before = new Int32Array(entries.length);
  for (const [at, entry] of entries.entries()) {
    const value = valueIn(entry);
    before[at] = last.get(value) ?? NONE;
    last.set(value, at);
  }
  return { last, before };
}

function collect({ last, before }: Chains, value: ByteString, places: Set<number>): void {
  for (let at = last.get(value) ?? NONE; at !== NONE; at = before[at] ?? NONE) places.add(at);
}
