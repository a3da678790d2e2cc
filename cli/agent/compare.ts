/** `keypoll agent compare`: compares an agent's own record with the manager's. */

import { existsSync } from "node:fs";
import { compareWithFile, comparisonText, importAgent } from "../../core/agents/index.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { type KeyEntry, type Release, readKeyFile } from "../../core/manager/index.ts";
import { ExitCode } from "../exit-code.ts";
import { byteString, readInput } from "../input.ts";
import type { Result } from "../terminal/problem.ts";
import { failure, success } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type KeyFileFlags, openKeyFile } from "./key-file.ts";

export async function compare(own: string, flags: KeyFileFlags, terminal: Terminal): Promise<ExitCode> {
  const file = await openKeyFile(flags, terminal);
  if (file === undefined) return ExitCode.couldNotRun;
  const agent = await ownRecord(own, file.release);
  if (!agent.ok) {
    terminal.complain(agent.problem);
    return ExitCode.couldNotRun;
  }
  const compared = compareWithFile(agent.value, file.bytes, file.release);
  terminal.print(withoutKeys(comparisonText(compared)));
  const works = !("kind" in compared) && compared.every(({ result }) => result !== "differs");
  return works ? ExitCode.fine : ExitCode.findings;
}

/** The first record of a file, or the one in an import string. */
async function ownRecord(own: string, release: Release): Promise<Result<KeyEntry>> {
  if (!existsSync(own)) {
    const imported = importAgent(own, release);
    if (imported.kind === "imported") return success(imported.entry);
    return failure(
      // It may be most of an import string, which is a key in another encoding.
      "The argument is neither a file nor a complete import string.",
      "Give the path of the agent's client.keys, or copy the string again.",
    );
  }
  const input = await readInput(own);
  if (!input.ok) return input;
  const [record] = readKeyFile(byteString(input.value), { release, passEmpty: true }).records;
  return record === undefined
    ? failure(`${own} has no record.`, "An agent without a record enrols again or stops.")
    : success(record.entry);
}
