/** What one run of a registration script did. */

import type { Exchange } from "./exchange.ts";
import type { ShownLine } from "./log.ts";
import type { ToolRun } from "./tools/run-tool.ts";

export type RunTitle = "first run" | "second run" | "other certificate";

/** One run of the script. It contains no key and no password. */
export interface ScriptRun {
  readonly title: RunTitle;
  /** Exit code, or why there is none. */
  readonly end: string;
  readonly exitCode: number | undefined;
  readonly output: string;
  readonly durationMs: number;
  /** What reached the stand-in, and what it answered. */
  readonly exchanges: readonly Exchange[];
  /** The Wazuh tools that it called. The stand-in's own tools replaced them. */
  readonly tools: readonly ToolRun[];
  /** What the stand-in logged during the run. */
  readonly log: readonly ShownLine[];
  readonly added: readonly AgentShown[];
  readonly removed: readonly AgentShown[];
  /** The output contains an agent's key. */
  readonly printsKey: boolean;
  /** Why it could not be started. */
  readonly obstacle: string | undefined;
}

export interface AgentShown {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
}
