/** `keypoll agent extract` and `import`: the string that transfers a record from the manager to its agent. */

import { extractAgent, importAgent } from "../../core/agents/index.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import {
  type ByteString,
  keyFingerprint,
  type Release,
  readKeyFile,
  textFromBytes,
} from "../../core/manager/index.ts";
import { ExitCode } from "../exit-code.ts";
import { byteString, readInput, STANDARD_INPUT } from "../input.ts";
import { readRelease } from "../manager-settings.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { changeKeyFile, type KeyFileFlags, openKeyFile } from "./key-file.ts";

/** Prints only what was asked for, so that it can be piped. This is the one place that prints a key. */
export async function extract(
  id: string,
  flags: KeyFileFlags & { readonly line?: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const file = await openKeyFile(flags, terminal);
  if (file === undefined) return ExitCode.couldNotRun;
  const found = extractAgent(file.bytes, id, file.release);
  if (found.kind === "refused") {
    terminal.complain({ what: found.reason, advice: "keypoll agent list shows the agents." });
    return ExitCode.couldNotRun;
  }
  terminal.print(`${flags.line === true ? textFromBytes(found.line) : found.importString}\n`);
  return ExitCode.fine;
}

export async function importString(text: string, flags: KeyFileFlags, terminal: Terminal): Promise<ExitCode> {
  const release = readRelease(flags.release);
  if (!release.ok) {
    terminal.complain(release.problem);
    return ExitCode.couldNotRun;
  }
  const given = text === STANDARD_INPUT ? await readInput(STANDARD_INPUT) : undefined;
  if (given !== undefined && !given.ok) {
    terminal.complain(given.problem);
    return ExitCode.couldNotRun;
  }
  const imported = importAgent(given === undefined ? text : byteString(given.value), release.value);
  if (imported.kind === "refused") {
    terminal.complain({ what: imported.reason, advice: `${flags.keys} was not changed.` });
    return ExitCode.couldNotRun;
  }
  const severalAgents = {
    what: `${flags.keys} has several agents, and this command would leave only one: an agent's own file has one record.`,
    advice: "Give the agent's own file with --keys, or move this file away.",
  };
  const code = await changeKeyFile(
    flags,
    (old) => (hasSeveralAgents(old ?? "", release.value) ? severalAgents : `${imported.line}\n`),
    terminal,
  );
  const { id, name, key } = imported.entry;
  if (code === ExitCode.fine) {
    const agent = withoutKeys(textFromBytes(`${id} ${name}`));
    terminal.print(`${flags.keys} now contains agent ${agent} (key fingerprint ${keyFingerprint(key)}).\n`);
  }
  return code;
}

/** Whether this is not an agent's own file. */
function hasSeveralAgents(bytes: ByteString, release: Release): boolean {
  return readKeyFile(bytes, { release, passEmpty: true }).records.length > 1;
}
