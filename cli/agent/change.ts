/** `keypoll agent add`, `remove` and `rekey`. */

import {
  addAgent,
  type ChangedFile,
  newKey,
  type Refusal,
  rekeyAgent,
  removeAgent,
} from "../../core/agents/index.ts";
import { liveFile } from "../../core/files/index.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { type ByteString, keyFingerprint, type Release, textFromBytes } from "../../core/manager/index.ts";
import { ExitCode } from "../exit-code.ts";
import { readRelease } from "../manager-settings.ts";
import { onOneLine } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { changeKeyFile, type KeyFileFlags } from "./key-file.ts";

export interface AddFlags extends KeyFileFlags {
  readonly ip: string;
  readonly id?: string;
}

export function addToFile(name: string, flags: AddFlags, terminal: Terminal): Promise<ExitCode> {
  const key = newKey();
  const agent = { name, ip: flags.ip, id: flags.id, key };
  return change(
    (bytes, release) => addAgent(bytes ?? "", agent, release),
    flags,
    terminal,
    ({ id }) => {
      const next = `keypoll agent extract ${id} --keys ${flags.keys}`;
      return `Agent ${id} ${name} is added (key fingerprint ${keyFingerprint(key)}). "${next}" prints the string for the agent.`;
    },
  );
}

export function removeFromFile(id: string, flags: KeyFileFlags, terminal: Terminal): Promise<ExitCode> {
  return change(
    (bytes, release) => (bytes === undefined ? { kind: "missing" } : removeAgent(bytes, id, release)),
    flags,
    terminal,
    (changed) =>
      `Agent ${changed.id} ${textFromBytes(changed.name)} is marked as removed; its id stays taken.`,
  );
}

export function rekeyInFile(id: string, flags: KeyFileFlags, terminal: Terminal): Promise<ExitCode> {
  const key = newKey();
  return change(
    (bytes, release) => (bytes === undefined ? { kind: "missing" } : rekeyAgent(bytes, id, key, release)),
    flags,
    terminal,
    (changed) => {
      const agent = `Agent ${changed.id} ${textFromBytes(changed.name)}`;
      const next = `keypoll agent extract ${changed.id} --keys ${flags.keys}`;
      return `${agent} has a new key (fingerprint ${keyFingerprint(key)}). It is locked out until its own client.keys has the new record: "${next}" prints the string for "manage_agents -i" there, then restart the agent.`;
    },
  );
}

async function change(
  make: (
    bytes: ByteString | undefined,
    release: Release,
  ) => ChangedFile | Refusal | { readonly kind: "missing" },
  flags: KeyFileFlags,
  terminal: Terminal,
  done: (changed: ChangedFile) => string,
): Promise<ExitCode> {
  const release = readRelease(flags.release);
  if (!release.ok) {
    terminal.complain(release.problem);
    return ExitCode.couldNotRun;
  }
  let changed: ChangedFile | undefined;
  const code = await changeKeyFile(
    flags,
    (old) => {
      const made = make(old, release.value);
      if (made.kind === "missing") {
        return {
          what: `${flags.keys} does not exist.`,
          advice: `Check the path. Relative paths start at ${process.cwd()}.`,
        };
      }
      if (made.kind === "refused") return { what: made.reason, advice: `${flags.keys} was not changed.` };
      changed = made;
      return made.file;
    },
    terminal,
  );
  if (code !== ExitCode.fine || changed === undefined) return code;
  terminal.print(withoutKeys(`${done(changed)}\n`));
  const live = await liveFile(flags.keys);
  if (live?.role === "agent") {
    terminal.remark(
      onOneLine(
        `Warning: ${flags.keys} is the live file of the agent at ${live.installation}, and not a manager's. An agent uses only the first record, and reads it when it starts. To change a manager's list, give the manager's client.keys with --keys; to give this agent a record, use keypoll agent import.`,
      ),
    );
  }
  return code;
}
