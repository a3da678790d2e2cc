/** Comparing an agent's own record with the manager's: the first question of every support case. */

import type { KeyEntry, Release } from "../manager/index.ts";
import {
  acceptsSource,
  type ByteString,
  keyFingerprint,
  readKeyFile,
  textFromBytes,
  writtenText,
} from "../manager/index.ts";
import { say } from "../words/index.ts";
import { type Refusal, refused, stopOf } from "./record.ts";

export interface FieldComparison {
  readonly field: "id" | "name" | "ip" | "key";
  /** The values as they may be shown: of keys only fingerprint and length. */
  readonly agent: string;
  readonly manager: string;
  /** `differs` if the agent cannot work with it; `unlike` if the texts differ but need not be equal. */
  readonly result: "same" | "unlike" | "differs";
  /** The effect of the difference, in a sentence. */
  readonly note: string | undefined;
}

function shownKey(key: ByteString): string {
  return say`${key.length} bytes, fingerprint ${keyFingerprint(key)}`;
}

/** Field by field. `manager` is the record that the manager finds for the agent's id. */
export function compareRecords(
  agent: KeyEntry,
  manager: KeyEntry,
  release: Release,
): readonly FieldComparison[] {
  const text = (field: "id" | "name", note: string): FieldComparison => {
    const same = agent[field] === manager[field];
    const values = { field, agent: textFromBytes(agent[field]), manager: textFromBytes(manager[field]) };
    return same ? { ...values, result: "same", note: undefined } : { ...values, result: "differs", note };
  };
  const sameKey = agent.key === manager.key;
  return [
    text("id", say`The manager looks for the id that the agent sends.`),
    text(
      "name",
      say`The key of the older cipher depends on the name. With AES the agent still works under another name.`,
    ),
    compareIps(agent, manager, release),
    {
      field: "key",
      agent: shownKey(agent.key),
      manager: shownKey(manager.key),
      result: sameKey ? "same" : "differs",
      note: sameKey
        ? undefined
        : say`The manager cannot read the agent's messages: (1404) Wrong key or corrupt payload.`,
    },
  ];
}

function compareIps(agent: KeyEntry, manager: KeyEntry, release: Release): FieldComparison {
  const shown = {
    field: "ip",
    agent: writtenText(agent.address, true),
    manager: writtenText(manager.address, true),
  } as const;
  if (shown.agent === shown.manager) return { ...shown, result: "same", note: undefined };
  const silent = agent.address.kind === "host" && !agent.address.v6;
  if (silent && manager.address.kind !== "host") {
    return {
      ...shown,
      result: "differs",
      note: say`An agent with a single address does not send its id, and the manager does not find it by that address.`,
    };
  }
  if (silent && acceptsSource(manager.address, shown.agent, release) === false) {
    return { ...shown, result: "differs", note: say`The manager expects the agent from another address.` };
  }
  return {
    ...shown,
    result: "unlike",
    note: say`The two need not be equal: the agent sends its id, and the manager checks the source.`,
  };
}

/** Compares an agent's record with the manager's file. Refused if the manager finds no agent with its id there. */
export function compareWithFile(
  agent: KeyEntry,
  file: ByteString,
  release: Release,
): readonly FieldComparison[] | Refusal {
  const reading = readKeyFile(file, { release, passEmpty: true });
  const known = reading.store.findById(agent.id);
  if (known !== undefined) return compareRecords(agent, known, release);
  const none = say`The manager has no agent ${textFromBytes(agent.id)}: its messages are refused with (1408).`;
  return refused(stopOf(reading) ?? none);
}

const signs: Readonly<Record<FieldComparison["result"], () => string>> = {
  same: () => `✔ ${say`same`}`,
  unlike: () => `○ ${say`unlike`}`,
  differs: () => `✘ ${say`differs`}`,
};

/** The comparison in lines, with a line feed after each. */
export function comparisonText(compared: readonly FieldComparison[] | Refusal): string {
  if ("kind" in compared) return `${compared.reason}\n`;
  const width = Math.max(...Object.values(signs).map((sign) => sign().length));
  const lines = compared.flatMap(({ field, agent, manager, result, note }) => {
    const values = result === "same" ? agent : say`agent ${agent}, manager ${manager}`;
    const line = `${signs[result]().padEnd(width)}  ${field.padEnd(4)}  ${values}`;
    return note === undefined ? [line] : [line, `${" ".repeat(width + 8)}${note}`];
  });
  return lines.map((line) => `${line}\n`).join("");
}
