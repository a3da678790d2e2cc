/** What the agents of a `client.keys` meet where another one has taken its place. */

import { admitsAnySource, coversSources } from "../address/covers.ts";
import { dottedText } from "../address/index.ts";
import { agentSendsItsId } from "../address/match.ts";
import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";
import { KeyList, type KeyListEntry } from "./key-list.ts";

/**
 * `missing`: no record; `removed`: only a removed one; `owner`: another name and another key under its id; `address`: sources that
 * were let in are refused; `lookup`: its source would be let in, but it sends no id, and no record has exactly this source;
 * `wider`: more sources are let in than before, which no agent notices; else one thing is other.
 */
export type Change = "missing" | "removed" | "owner" | "key" | "name" | "address" | "lookup" | "wider";

/** An agent that the manager could find before, and what is other for it now. */
export interface ChangedAgent {
  readonly old: KeyListEntry;
  /** Its record now; undefined where it has none. */
  readonly next: KeyListEntry | undefined;
  readonly change: Change;
}

export interface Succession {
  /** How many agents the manager could find before. */
  readonly known: number;
  /** One for each change; an agent with another key and another address stands here twice. */
  readonly changed: readonly ChangedAgent[];
  /** The first record of each id that had none before. */
  readonly added: readonly KeyListEntry[];
  /** Ids that have no record any more. */
  readonly gone: number;
}

/**
 * Follows each agent from one file to the next. Its own file is taken to hold its record of the old one, which the manager gave
 * it: so it sends its id, or is looked up by its source, as that record says. An agent that could not be found before loses
 * nothing: a second record of an id, an id that is not a number.
 */
export function successorsOf(oldFile: ByteString, nextFile: ByteString, release: Release): Succession {
  const old = new KeyList(oldFile, release);
  const next = new KeyList(nextFile, release);
  const changed: ChangedAgent[] = [];
  let known = 0;
  for (const agent of old.entries()) {
    if (!isFound(agent, old, release)) continue;
    known++;
    if (!hasSameRecord(agent, old, next)) changed.push(...changesOf(agent, next, release));
  }
  const added = [...next.ids()]
    .filter((id) => !old.has(id))
    .map((id) => next.byId(id))
    .filter((entry) => entry !== undefined);
  const gone = [...old.ids()].filter((id) => !next.has(id)).length;
  return { known, changed, added, gone };
}

/** Whether the manager finds the record for the agent that it was made for. A refused address says nothing, so its id decides. */
function isFound(agent: KeyListEntry, list: KeyList, release: Release): boolean {
  const { id, address } = agent;
  const source = sourceOf(agent);
  if (source !== undefined) return list.startByIp(source) === agent.start;
  if (list.startById(id) !== agent.start) return false;
  return address === undefined || (/^[0-9]+$/.test(id) && admitsAnySource(address, release));
}

/** Whether the agent is led to a record of the same bytes in both files: so it is for nearly all of them, and costs no reading. */
function hasSameRecord(agent: KeyListEntry, old: KeyList, next: KeyList): boolean {
  const source = sourceOf(agent);
  const start = source === undefined ? next.startById(agent.id) : next.startByIp(source);
  return start !== undefined && next.bytesAt(start) === old.bytesAt(agent.start);
}

/** The text of the one source from which the agent comes without its id. */
function sourceOf({ address }: KeyListEntry): ByteString | undefined {
  if (address === undefined || agentSendsItsId(address)) return undefined;
  return dottedText(address.network[0] ?? 0);
}

function changesOf(old: KeyListEntry, list: KeyList, release: Release): readonly ChangedAgent[] {
  const source = sourceOf(old);
  const bySource = source === undefined ? undefined : list.byIp(source);
  const next = bySource?.id === old.id ? bySource : list.byId(old.id);
  if (next === undefined) {
    return [{ old, next, change: list.isRemoved(old.id) ? "removed" : "missing" }];
  }
  const changes: Change[] = [];
  if (old.key !== next.key) changes.push(old.name === next.name ? "key" : "owner");
  else if (old.name !== next.name) changes.push("name");
  const address = addressChange(old, next, release, source === undefined || bySource?.start === next.start);
  if (address !== undefined) changes.push(address);
  return changes.map((change) => ({ old, next, change }));
}

/** `isLookedUp`: the manager comes to the record by what the agent sends, and only the sources are left to compare. */
function addressChange(
  old: KeyListEntry,
  next: KeyListEntry,
  release: Release,
  isLookedUp: boolean,
): Change | undefined {
  // A daemon stops at an address that it refuses, and nobody is let in by it.
  if (next.address === undefined) return undefined;
  if (old.address === undefined) return isLookedUp ? undefined : "lookup";
  if (!coversSources(next.address, old.address, release)) return "address";
  if (!isLookedUp) return "lookup";
  return coversSources(old.address, next.address, release) ? undefined : "wider";
}
