/** The records of a `client.keys`: list, add, remove and hand over agents, as `manage_agents` does. */

import {
  addAgent as add,
  type ChangedFile,
  extractAgent as extract,
  listAgents as list,
  newKey,
  removeAgent as remove,
} from "../core/agents/index.ts";
import { withoutKeys } from "../core/lint/key-file/shown.ts";
import { bytesFromText, textFromBytes } from "../core/manager/index.ts";
import { bytesOf, type Content } from "./content.ts";
import { type ManagerOptions, releaseOf } from "./manager.ts";

/** An agent as the manager has it in memory. */
export interface AgentRecord {
  readonly id: string;
  readonly name: string;
  /** `any`, an address, or a range. */
  readonly ip: string;
  /** Distinguishes keys and reveals nothing about them. Empty if a removed record has lost its key. */
  readonly keyFingerprint: string;
  readonly state: "active" | "removed";
}

export interface AgentTable {
  readonly agents: readonly AgentRecord[];
  /** Why the list ends early: the line at which every daemon exits. */
  readonly cut: string | undefined;
}

export interface NewAgentRecord {
  readonly name: string;
  /** `any`, an address or a range. */
  readonly ip: string;
  /** Default: the next free one. */
  readonly id?: string | undefined;
  /** Default: 64 random hexadecimal digits. */
  readonly key?: string | undefined;
}

/** Why the request was refused. */
export interface Refusal {
  readonly kind: "refused";
  readonly reason: string;
}

export interface Change {
  readonly kind: "changed";
  /** The whole file after the change. It contains keys. */
  readonly file: string;
  /** The agent that was added or removed. */
  readonly id: string;
  readonly name: string;
}

/** What an agent needs to import its record. Contains the key. */
export interface Extraction {
  readonly kind: "extracted";
  /** The line for the agent's own `client.keys`. */
  readonly line: string;
  /** The string for `manage_agents -i`. */
  readonly importString: string;
}

/** Every agent that a daemon reads from a file, the active ones first. */
export function listAgents(file: Content, options: ManagerOptions = {}): AgentTable {
  return list(bytesOf(file), releaseOf(options.release), withoutKeys);
}

/** The file with one more agent: id, name and address must be valid and free. Nothing is written to disk. */
export function addAgent(
  file: string,
  agent: NewAgentRecord,
  options: ManagerOptions = {},
): Change | Refusal {
  const key = agent.key === undefined ? newKey() : bytesFromText(agent.key);
  return changeOf(add(bytesFromText(file), { ...agent, key }, releaseOf(options.release)));
}

/** The file with the agent marked as removed, in the manager's own form. */
export function removeAgent(file: string, id: string, options: ManagerOptions = {}): Change | Refusal {
  return changeOf(remove(bytesFromText(file), bytesFromText(id), releaseOf(options.release)));
}

/** What to hand over to an agent. */
export function extractAgent(file: Content, id: string, options: ManagerOptions = {}): Extraction | Refusal {
  const found = extract(bytesOf(file), bytesFromText(id), releaseOf(options.release));
  if (found.kind === "refused") return shown(found);
  return { kind: "extracted", line: textFromBytes(found.line), importString: found.importString };
}

function changeOf(change: ChangedFile | Refusal): Change | Refusal {
  if (change.kind === "refused") return shown(change);
  const { file, id, name } = change;
  return { kind: "changed", file: textFromBytes(file), id: textFromBytes(id), name: textFromBytes(name) };
}

/** If the fields of a record are swapped, the manager's log line about it contains the key. */
function shown({ kind, reason }: Refusal): Refusal {
  return { kind, reason: withoutKeys(reason) };
}
