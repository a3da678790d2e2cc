/** One run of a tool in the sandbox's `bin`, with its line in the sandbox's log of tools. */

import { appendFileSync, readFileSync } from "node:fs";
import { KeyMask, MASK } from "../../core/lint/mask.ts";
import { releaseFor } from "../../core/manager/index.ts";
import { habitsOf, versionOf } from "../../core/registration/index.ts";
import { sandboxIn } from "../sandbox.ts";
import { agentAuth } from "./agent-auth.ts";
import { manageAgents } from "./manage-agents.ts";
import type { ToolName } from "./names.ts";
import { notHere, type ToolEnd, type ToolPlace } from "./tool.ts";

/** What a shim passes about its place. */
export interface ToolCall extends Pick<ToolPlace, "version" | "isAgent" | "host" | "port"> {
  readonly tool: ToolName;
  readonly words: readonly string[];
  /** The sandbox's folder, absolute. */
  readonly home: string;
}

/** A run of a tool, as people may see it. */
export interface ToolRun {
  readonly tool: ToolName;
  /** Keys and passwords are hidden. */
  readonly words: readonly string[];
  readonly exitCode: number;
}

const tools: Readonly<Record<ToolName, (words: readonly string[], place: ToolPlace) => Promise<ToolEnd>>> = {
  manage_agents: manageAgents,
  "agent-auth": agentAuth,
  agent_control: () =>
    Promise.resolve(
      notHere(
        "agent_control",
        "does nothing: wazuh-db is not part of it. manage_agents -l lists the agents.",
      ),
    ),
};

export async function runTool({ tool, words, home, ...call }: ToolCall): Promise<ToolEnd> {
  const release = releaseFor(call.version);
  const version = versionOf(call.version);
  if (release === undefined || version === undefined)
    return notHere(tool, `knows no version "${call.version}".`);
  const sandbox = sandboxIn(home, release);
  const end = await tools[tool](words, {
    ...call,
    sandbox,
    release,
    habits: habitsOf(version),
    environment: process.env,
    input: () => (process.stdin.isTTY ? "" : readFileSync(0, "utf8")),
  });
  const run: ToolRun = { tool, words: shownWords(words), exitCode: end.exitCode };
  appendFileSync(sandbox.toolLog, `${JSON.stringify(run)}\n`, { mode: 0o600 });
  return end;
}

/** The word after -P or -i is a secret. */
function shownWords(words: readonly string[]): readonly string[] {
  const mask = new KeyMask();
  return words.map((word, at) =>
    /^-[Pi]$/.test(words[at - 1] ?? "") ? MASK : mask.hide(word.replace(/^(-[Pi]).+/, `$1${MASK}`)),
  );
}

/** The runs in the log, oldest first. */
export function toolRuns(log: string): readonly ToolRun[] {
  let text: string;
  try {
    text = readFileSync(log, "utf8");
  } catch {
    // No tool was called.
    return [];
  }
  return text
    .split("\n")
    .filter(Boolean)
    .map((line): ToolRun => JSON.parse(line));
}
