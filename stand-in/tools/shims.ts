/**
 * The programs in the sandbox's `bin`. Each starts this program again, which acts as one of Wazuh's tools on the
 * sandbox.
 */

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { replaceFile } from "../../core/files/index.ts";
import { here } from "../../core/platform/index.ts";
import type { Sandbox } from "../sandbox.ts";
import type { ToolName } from "./names.ts";

export interface ShimOptions {
  readonly sandbox: Sandbox;
  readonly version: string;
  readonly host: string;
  readonly port: number | undefined;
}

/** The tools of each home. */
const homes: readonly { readonly isAgent: boolean; readonly tools: readonly ToolName[] }[] = [
  { isAgent: false, tools: ["manage_agents", "agent_control"] },
  { isAgent: true, tools: ["manage_agents", "agent-auth"] },
];

/**
 * Writes them. Returns why one could not be written. `launcher` is the command line of this project, as words. Without
 * it, and on systems where the first line of a script does not choose its interpreter, none are written.
 */
export async function putShims(
  launcher: readonly string[] | undefined,
  { sandbox, version, host, port }: ShimOptions,
): Promise<string | undefined> {
  if (launcher === undefined || !here.isUnix) return undefined;
  for (const { isAgent, tools } of homes) {
    for (const tool of tools) {
      const words = [
        ...launcher,
        "stand-in-tool",
        ...["--home", sandbox.home, "--release", version, "--host", host],
        ...(port === undefined ? [] : ["--port", String(port)]),
        ...(isAgent ? ["--agent"] : []),
        tool,
        "--",
      ];
      const text = `#!/bin/sh
# Acts as ${tool} on the stand-in manager whose folder this is.
# An editor's program is Node only when it is told so.
export ELECTRON_RUN_AS_NODE=1
exec ${words.map(quoted).join(" ")} "$@"
`;
      const path = join(binOf(sandbox, isAgent), tool);
      const done = await replaceFile(path, Buffer.from(text), { backup: false, mode: 0o755 });
      if (done.kind === "failed") return `${done.what} ${done.advice}`;
    }
  }
  return undefined;
}

/** What a script needs to find them: PATH, and WAZUH_HOME for scripts that read the folder from it. */
export function shimEnvironment(sandbox: Sandbox, script: string): Readonly<Record<string, string>> {
  const isAgent = runsOnAgent(script);
  const folders = [binOf(sandbox, isAgent), binOf(sandbox, !isAgent)];
  return {
    WAZUH_HOME: isAgent ? sandbox.agentHome : sandbox.home,
    PATH: [...folders, process.env["PATH"] ?? ""].filter(Boolean).join(delimiter),
  };
}

/**
 * A script that adds, lists, exports or removes agents with manage_agents runs on the manager, any other on the agent.
 */
function runsOnAgent(script: string): boolean {
  const callsAgentAuth = /(?:^|[\s/"'])agent-auth\b/m.test(script);
  return callsAgentAuth || !/manage_agents|agent_control/.test(script) || !/\s-(?:a|l|e|r)\b/.test(script);
}

function binOf({ home, agentHome }: Sandbox, isAgent: boolean): string {
  return join(isAgent ? agentHome : home, "bin");
}

/** A word for sh. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** How this program starts its command line. Undefined if that is not beside it. */
export function ownLauncher(): readonly string[] | undefined {
  if (process.getBuiltinModule("node:sea")?.isSea()) return [process.execPath];
  const program = fileURLToPath(new URL("../cli/keypoll.mjs", import.meta.url));
  return existsSync(program) ? [process.execPath, program] : undefined;
}
