/** What the agents of a `client.keys` meet where another one has taken its place. */

import { admitsAnySource, coversSources } from "../address/covers.ts";
import { dottedText } from "../address/index.ts";
import { agentSendsItsId } from "../address/match.ts";
import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";
import { KeyList, type KeyListEntry } from "./key-list.ts";

/** `missing`: no record; `removed`: only a removed one; `owner`: another name and another key under its id; else one thing is other. */
export type Change = "missing" | "removed" | "owner" | "key" | "name" | "address";

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
 * nothing: a second record of an id, an id that is no number.
 */
export function successorsOf(oldFile: ByteString, nextFile: ByteString, release: Release): Succession {
  const old = new KeyList(oldFile, release);
  const next = new KeyList(nextFile, release);
  const changed: ChangedAgent[] = [];
  let known = 0;
  for (const agent of old.entries()) {
    if (!isFound(agent, old, release)) continue;
    known++;
    changed.push(...changesOf(agent, next, release));
  }
  const added = [...next.firstOfIds()].filter(({ id }) => !old.has(id));
  const gone = [...old.ids()].filter((id) => !next.has(id)).length;
  return { known, changed, added, gone };
}

/** Whether the manager finds the record for the agent that it was made for. A refused address tells nothing, so its id decides. */
function isFound(agent: KeyListEntry, list: KeyList, release: Release): boolean {
  const { id, address } = agent;
  const source = sourceOf(agent);
  if (source !== undefined) return list.byIp(source)?.start === agent.start;
  if (list.byId(id)?.start !== agent.start) return false;
  return address === undefined || (/^[0-9]+$/.test(id) && admitsAnySource(address, release));
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
  const isReached = source === undefined ? coversAll(next, old, release) : bySource?.start === next.start;
  // A daemon stops at an address that it refuses, and nobody is let in by it.
  if (!isReached && next.address !== undefined) changes.push("address");
  return changes.map((change) => ({ old, next, change }));
}

function coversAll(next: KeyListEntry, old: KeyListEntry, release: Release): boolean {
  return (
    next.address !== undefined &&
    (old.address === undefined || coversSources(next.address, old.address, release))
  );
}
