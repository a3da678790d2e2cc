/** `keypoll agent add` and `remove`. */

import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import {
  addAgent,
  type ChangedFile,
  keyFingerprint,
  newKey,
  type Refusal,
  rekeyAgent,
  removeAgent,
  textFromBytes,
} from "../../core/manager/index.ts";
import { ExitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type KeyFileFlags, openKeyFile, writeKeyFile } from "./key-file.ts";

export interface AddFlags extends KeyFileFlags {
  readonly ip: string;
  readonly id?: string;
}

export async function addToFile(name: string, flags: AddFlags, terminal: Terminal): Promise<ExitCode> {
  const file = await openKeyFile(flags, terminal, true);
  if (file === undefined) return ExitCode.couldNotRun;
  const key = newKey();
  const changed = addAgent(file.bytes, { name, ip: flags.ip, id: flags.id, key }, file.release);
  return finish(changed, flags, terminal, ({ id }) => {
    const next = `keypoll agent extract ${id} --keys ${flags.keys}`;
    return `Agent ${id} ${name} is added (key fingerprint ${keyFingerprint(key)}). "${next}" prints the string for the agent.`;
  });
}

export async function removeFromFile(id: string, flags: KeyFileFlags, terminal: Terminal): Promise<ExitCode> {
  const file = await openKeyFile(flags, terminal);
  if (file === undefined) return ExitCode.couldNotRun;
  return finish(
    removeAgent(file.bytes, id, file.release),
    flags,
    terminal,
    (changed) =>
      `Agent ${changed.id} ${textFromBytes(changed.name)} is marked as removed; its id stays taken.`,
  );
}

export async function rekeyInFile(id: string, flags: KeyFileFlags, terminal: Terminal): Promise<ExitCode> {
  const file = await openKeyFile(flags, terminal);
  if (file === undefined) return ExitCode.couldNotRun;
  const key = newKey();
  return finish(rekeyAgent(file.bytes, id, key, file.release), flags, terminal, (changed) => {
    const agent = `Agent ${changed.id} ${textFromBytes(changed.name)}`;
    const next = `keypoll agent extract ${changed.id} --keys ${flags.keys}`;
    return `${agent} has a new key (fingerprint ${keyFingerprint(key)}). It is locked out until its own client.keys has the new record: "${next}" prints the string for "manage_agents -i" there, then restart the agent.`;
  });
}

async function finish(
  changed: ChangedFile | Refusal,
  flags: KeyFileFlags,
  terminal: Terminal,
  done: (changed: ChangedFile) => string,
): Promise<ExitCode> {
  if (changed.kind === "refused") {
    terminal.complain({ what: changed.reason, advice: `${flags.keys} was not changed.` });
    return ExitCode.couldNotRun;
  }
  const code = await writeKeyFile(flags, changed.file, terminal);
  if (code === ExitCode.fine) terminal.print(withoutKeys(`${done(changed)}\n`));
  return code;
}
