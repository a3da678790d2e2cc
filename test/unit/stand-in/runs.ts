/** Runs of a registration script, for tests of what is said about them. */

import type { ShownLine } from "../../../stand-in/log.ts";
import type { ScriptRun } from "../../../stand-in/script-run.ts";

export const WEB = { id: "001", name: "web-01", ip: "any" } as const;
export const DB = { id: "002", name: "db-01", ip: "10.0.0.2" } as const;

/** A first run that registers one agent. */
export function runOf(more: Partial<ScriptRun> = {}): ScriptRun {
  return {
    title: "first run",
    end: `exit code ${more.exitCode ?? 0}`,
    exitCode: 0,
    output: "",
    durationMs: 12,
    exchanges: [],
    tools: [],
    log: [],
    added: [WEB],
    removed: [],
    printsKey: false,
    obstacle: undefined,
    ...more,
  };
}

export const secondOf = (more: Partial<ScriptRun> = {}): ScriptRun =>
  runOf({ title: "second run", added: [], ...more });

export function logged(text: string, level: ShownLine["level"] = "error", meaning?: string): ShownLine {
  return { at: new Date(0), daemon: "wazuh-authd", level, text, meaning };
}

export const answered = (text: string | undefined): ScriptRun["exchanges"][number] => ({
  at: new Date(0),
  port: "REST API",
  from: "127.0.0.1",
  sent: "POST /agents",
  answered: text,
});
