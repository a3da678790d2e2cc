/** `keypoll agent list`: the agents of a file as a table. */

import {
  indexText,
  keyFingerprint,
  prefixLength,
  readKeyFile,
  textFromBytes,
} from "../../core/manager/index.ts";
import { ExitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type KeyFileFlags, openKeyFile } from "./key-file.ts";

interface ListedAgent {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly keyFingerprint: string;
  readonly state: "active" | "removed";
}

export async function listAgents(
  flags: KeyFileFlags & { readonly format: "text" | "json" },
  terminal: Terminal,
): Promise<ExitCode> {
  const file = await openKeyFile(flags, terminal);
  if (file === undefined) return ExitCode.couldNotRun;
  const reading = readKeyFile(file.bytes, { release: file.release, passEmpty: true });
  if (reading.exit !== undefined) {
    const line = reading.exitAt?.line ?? 1;
    terminal.remark(
      `Line ${line} stops every daemon that reads the file: ${textFromBytes(reading.exit.text)}`,
    );
  }
  const agents: ListedAgent[] = [
    ...reading.records.map(({ entry }) => ({
      id: textFromBytes(entry.id),
      name: textFromBytes(entry.name),
      ip: withPrefix(entry.address),
      keyFingerprint: keyFingerprint(entry.key),
      state: "active" as const,
    })),
    ...reading.removed.map(({ text }) => {
      const [id = "", name = "", ip = "", key = ""] = text.split(" ");
      const shown = { id, name: name.slice(1), ip, keyFingerprint: key === "" ? "" : keyFingerprint(key) };
      return { ...shown, state: "removed" as const };
    }),
  ];
  if (flags.format === "json") terminal.print(`${JSON.stringify(agents, null, 2)}\n`);
  else terminal.print(table(agents));
  return ExitCode.fine;
}

function withPrefix(address: Parameters<typeof indexText>[0]): string {
  const text = indexText(address);
  return address.kind === "range" ? `${text}/${prefixLength(address.mask) ?? "?"}` : text;
}

const HEADINGS: ListedAgent = {
  id: "id",
  name: "name",
  ip: "address",
  keyFingerprint: "key fingerprint",
  state: "active",
};

function table(agents: readonly ListedAgent[]): string {
  const columns = ["id", "name", "ip", "keyFingerprint"] as const;
  const widths = columns.map((column) =>
    Math.max(...[HEADINGS, ...agents].map((agent) => agent[column].length)),
  );
  const row = (agent: ListedAgent, state: string): string =>
    [...columns.map((column, at) => agent[column].padEnd(widths[at] ?? 0)), state].join("  ").trimEnd();
  const rows = [row(HEADINGS, "state"), ...agents.map((agent) => row(agent, agent.state))];
  const active = agents.filter(({ state }) => state === "active").length;
  return `${rows.join("\n")}\n\n${active} active, ${agents.length - active} removed\n`;
}
