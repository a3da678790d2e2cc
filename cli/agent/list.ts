/** `keypoll agent list`: the agents of a file as a table. */

import { agentTable, listAgents } from "../../core/agents/index.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { ExitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type KeyFileFlags, openKeyFile } from "./key-file.ts";

export async function listFile(
  flags: KeyFileFlags & { readonly format: "text" | "json" },
  terminal: Terminal,
): Promise<ExitCode> {
  const file = await openKeyFile(flags, terminal);
  if (file === undefined) return ExitCode.couldNotRun;
  const { agents, cut } = listAgents(file.bytes, file.release, withoutKeys);
  if (cut !== undefined) terminal.remark(cut);
  terminal.print(flags.format === "json" ? `${JSON.stringify(agents, null, 2)}\n` : agentTable(agents));
  return ExitCode.fine;
}
