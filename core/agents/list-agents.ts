/** The agents of a file as a table: live and removed, keys by their fingerprints. */

import type { KeyEntry, Release } from "../manager/index.ts";
import {
  type ByteString,
  indexText,
  type KeyFileReading,
  keyFingerprint,
  prefixLength,
  readKeyFile,
  textFromBytes,
} from "../manager/index.ts";
import { stopOf } from "./record.ts";

export interface ListedAgent {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  /** Empty if a removed record has lost its key. */
  readonly keyFingerprint: string;
  readonly state: "active" | "removed";
}

export interface AgentList {
  readonly agents: readonly ListedAgent[];
  /** Why the list ends early, in a sentence. Undefined if it is complete. */
  readonly cut: string | undefined;
}

/**
 * Every agent, the live ones first, as far as a daemon reads the file. `shown` turns a text of the file into what
 * people may see: if fields are in the wrong order, a name is a key.
 */
export function listAgents(file: ByteString, release: Release, shown: (text: string) => string): AgentList {
  const reading = readKeyFile(file, { release, passEmpty: true });
  const { records, removed } = reading;
  const stop = stopOf(reading);
  const agents = [...records.map(({ entry }) => liveAgent(entry)), ...removed.map(removedAgent)];
  return {
    agents: agents.map((agent) => ({
      ...agent,
      id: shown(agent.id),
      name: shown(agent.name),
      ip: shown(agent.ip),
    })),
    cut: stop === undefined ? undefined : shown(stop),
  };
}

function liveAgent({ id, name, address, key }: KeyEntry): ListedAgent {
  const text = indexText(address);
  return {
    id: textFromBytes(id),
    name: textFromBytes(name),
    ip: address.kind === "range" ? `${text}/${prefixLength(address.mask) ?? "?"}` : text,
    keyFingerprint: keyFingerprint(key),
    state: "active",
  };
}

function removedAgent({ text }: KeyFileReading["removed"][number]): ListedAgent {
  const [id = "", name = "", ip = "", key = ""] = text.split(" ");
  return {
    id: textFromBytes(id),
    name: textFromBytes(name.slice(1)),
    ip: textFromBytes(ip),
    keyFingerprint: key === "" ? "" : keyFingerprint(key),
    state: "removed",
  };
}

const HEADINGS: Readonly<Record<keyof ListedAgent, string>> = {
  id: "id",
  name: "name",
  ip: "address",
  keyFingerprint: "key fingerprint",
  state: "state",
};

/** The agents in aligned columns, and their number. Ends with a line feed. */
export function agentTable(agents: readonly ListedAgent[]): string {
  const columns = ["id", "name", "ip", "keyFingerprint"] as const;
  const widths = columns.map((column) =>
    agents.reduce((width, agent) => Math.max(width, agent[column].length), HEADINGS[column].length),
  );
  const row = (agent: Readonly<Record<keyof ListedAgent, string>>): string =>
    [...columns.map((column, at) => agent[column].padEnd(widths[at] ?? 0)), agent.state].join("  ").trimEnd();
  const active = agents.filter(({ state }) => state === "active").length;
  return `${[HEADINGS, ...agents].map(row).join("\n")}\n\n${active} active, ${agents.length - active} removed\n`;
}
