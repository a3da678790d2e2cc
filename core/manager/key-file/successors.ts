/** What happens to the agents of a `client.keys` if another one replaces it. */

import { admitsAnySource, coversSources } from "../address/covers.ts";
import { dottedText } from "../address/index.ts";
import { agentSendsItsId } from "../address/match.ts";
import type { ByteString } from "../bytes.ts";
import { present } from "../present.ts";
import type { Release } from "../releases.ts";
import { KeyList, type KeyListEntry } from "./key-list.ts";

/**
 * `missing`: no record; `removed`: only a removed one; `owner`: another name and another key under its id; `address`:
 * sources that were accepted are now rejected; `lookup`: its source would be accepted, but it sends no id, and no
 * record has exactly this source; `wider`: more sources are accepted than before, which no agent notices; otherwise one
 * field differs.
 */
export type Change = "missing" | "removed" | "owner" | "key" | "name" | "address" | "lookup" | "wider";

/** An agent that the manager could find before, and what differs for it now. */
export interface ChangedAgent {
  readonly old: KeyListEntry;
  /** Its record now. Undefined if it has none. */
  readonly next: KeyListEntry | undefined;
  readonly change: Change;
}

export interface Succession {
  /** The number of agents that the manager could find before. */
  readonly known: number;
  /** One entry for each change: an agent with another key and another address is here twice. */
  readonly changed: readonly ChangedAgent[];
  /** The first record of each id that had no record before. */
  readonly added: readonly KeyListEntry[];
  /** The number of ids that have no record any more. */
  readonly gone: number;
}

/**
 * Follows each agent from one file to the next. We assume that the agent's own file holds its old record, which the
 * manager gave it: it sends its id, or is looked up by its source, as that record says. An agent that could not be
 * found before loses nothing: a second record of an id, or an id that is not a number.
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

/**
 * Whether the manager finds the record for the agent that it was made for. A rejected address has no sources, so the id
 * decides.
 */
function isFound(agent: KeyListEntry, list: KeyList, release: Release): boolean {
  const { id, address } = agent;
  const source = sourceOf(agent);
  if (source !== undefined) return list.startByIp(source) === agent.start;
  if (list.startById(id) !== agent.start) return false;
  return address === undefined || (/^[0-9]+$/.test(id) && admitsAnySource(address, release));
}

/**
 * Whether the agent's record has the same bytes in both files. This is true of nearly all records, and needs no
 * parsing.
 */
function hasSameRecord(agent: KeyListEntry, old: KeyList, next: KeyList): boolean {
  const source = sourceOf(agent);
  const start = source === undefined ? next.startById(agent.id) : next.startByIp(source);
  return start !== undefined && next.bytesAt(start) === old.bytesAt(agent.start);
}

/** The text of the one source from which the agent sends messages without its id. */
function sourceOf({ address }: KeyListEntry): ByteString | undefined {
  if (address === undefined || agentSendsItsId(address)) return undefined;
  return dottedText(present(address.network[0]));
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

/** `isLookedUp`: the manager finds the record by what the agent sends, so only the sources need to be compared. */
function addressChange(
  old: KeyListEntry,
  next: KeyListEntry,
  release: Release,
  isLookedUp: boolean,
): Change | undefined {
  // A daemon exits at an address that it rejects, so the record accepts nobody.
  if (next.address === undefined || old.address === undefined) return undefined;
  if (!coversSources(next.address, old.address, release)) return "address";
  if (!isLookedUp) return "lookup";
  return coversSources(old.address, next.address, release) ? undefined : "wider";
}
