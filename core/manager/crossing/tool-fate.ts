/**
 * The fate of each line if the vendor's tool carries the agents over: its export, the REST API, authd, and the
 * resulting file.
 */

import { type ByteString, bytesFromText } from "../bytes.ts";
import type { KeyListEntry } from "../key-file/key-list.ts";
import type { Release } from "../releases.ts";
import { unusableFate } from "./copy-fate.ts";
import type { ExportedAgent, ExportReading } from "./export.ts";
import { CARRIED, type Fate } from "./fate.ts";
import { FiveRegister, type InsertRefusal } from "./insert.ts";
import { readKeystoreLine } from "./keystore.ts";
import type { FiveState } from "./states.ts";

/**
 * The answers to a whole import, by the line of each agent. The import is in the order of the ids, and a refusal does not stop it.
 */
export function importRefusals(
  { lines, holders }: ExportReading,
  state: FiveState,
  release: Release,
  hostName?: ByteString,
): ReadonlyMap<number, InsertRefusal | undefined> {
  const register = new FiveRegister(state, release, hostName);
  const refusals = new Map<number, InsertRefusal | undefined>();
  const agents = lines.flatMap((line) =>
    line.kind === "carried" && holders.get(line.agent.number) === line.agent.line ? [line.agent] : [],
  );
  for (const agent of agents.sort((a, b) => a.number - b.number)) {
    refusals.set(agent.line, register.insert(agent));
  }
  return refusals;
}

export interface ToolReading {
  readonly exported: ExportReading;
  readonly refusals: ReadonlyMap<number, InsertRefusal | undefined>;
  readonly state: FiveState;
}

export function toolFate(record: KeyListEntry, startsLine: boolean, reading: ToolReading): Fate {
  const { exported, refusals, state } = reading;
  const { stop, lines, holders } = exported;
  const { line } = record;
  if (stop !== undefined) return { kind: "refused", by: "tool", reason: "tool-stops", other: stop.line };
  const read = lines[line - 1];
  if (!startsLine || read === undefined) return { kind: "dropped", by: "tool", reason: "long-line" };
  if (read.kind === "dropped") return { kind: "dropped", by: "tool", reason: droppedReasons[read.why] };
  const other = holders.get(read.agent.number);
  if (other !== line && other !== undefined) return { kind: "folded", by: "tool", reason: "same-id", other };
  const refusal = refusals.get(line);
  return refusal === undefined ? insertedFate(record, read.agent, state) : refusalFate(refusal);
}

const droppedReasons = {
  "few-fields": "few-fields",
  id: "id-no-number",
  removed: "read-as-removed",
} as const;

function refusalFate({ by, reason, message, holder }: InsertRefusal): Fate {
  return { kind: "refused", by, reason, message, other: holder };
}

/** The agent is registered. Its record is read as authd writes it. */
function insertedFate(record: KeyListEntry, agent: ExportedAgent, state: FiveState): Fate {
  const { id, key } = agent;
  // No agent works with a record that makes the daemons exit, so none can lose its key.
  if (record.address !== undefined && key !== record.key)
    return { kind: "no-authentication", by: "tool", reason: "other-key" };
  if (state.keystore) {
    const read = readKeystoreLine(`${id} ${bytesFromText(agent.name)} any ${key}`, state);
    if (read.kind === "bad-id") return { kind: "dropped", by: "keystore", reason: "id-no-number" };
    if (read.kind === "unusable") return unusableFate("…", read.number, read.why);
  }
  return id === record.id ? CARRIED : { kind: "carried", by: "tool", reason: "id-rewritten" };
}
