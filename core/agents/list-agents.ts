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
import { say } from "../words/index.ts";
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

const headings = (): Readonly<Record<keyof ListedAgent, string>> => ({
  id: say`id`,
  name: say`name`,
  ip: say`address`,
  keyFingerprint: say`key fingerprint`,
  state: say`state`,
});

const stateTexts: Readonly<Record<ListedAgent["state"], () => string>> = {
  active: () => say`active`,
  removed: () => say`removed`,
};

/** The agents in aligned columns, and their number. Ends with a line feed. */
export function agentTable(agents: readonly ListedAgent[]): string {
  const columns = ["id", "name", "ip", "keyFingerprint"] as const;
  const head = headings();
  const widths = columns.map((column) =>
    agents.reduce((width, agent) => Math.max(width, agent[column].length), head[column].length),
  );
  const row = (agent: Readonly<Record<keyof ListedAgent, string>>): string =>
    [...columns.map((column, at) => agent[column].padEnd(widths[at] ?? 0)), agent.state].join("  ").trimEnd();
  const active = agents.filter(({ state }) => state === "active").length;
  const shown = agents.map((agent) => ({ ...agent, state: stateTexts[agent.state]() }));
  const total = say`${active} active, ${agents.length - active} removed`;
  return `${[head, ...shown].map(row).join("\n")}\n\n${total}\n`;
}
