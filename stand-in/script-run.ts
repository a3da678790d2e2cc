/** What one run of a registration script did. */

import { KeyMask } from "../core/lint/mask.ts";
import { type KeyEntry, textFromBytes } from "../core/manager/index.ts";
import type { ProgramRun } from "../core/poll/index.ts";
import { say } from "../core/words/index.ts";
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

/** What a run did, by the agents before and after it. No text contains a key. */
export function shownRun(
  done: ProgramRun,
  before: readonly KeyEntry[],
  after: readonly KeyEntry[],
): Omit<ScriptRun, "title" | "exchanges" | "tools" | "log"> {
  const output = `${done.stdout}${done.stderr}`;
  const secrets = after.flatMap(({ id, name, address, key }) => [
    key,
    btoa(`${id} ${name} ${address.stored} ${key}`),
  ]);
  const mask = new KeyMask(secrets.map(textFromBytes));
  const isIn = (list: readonly KeyEntry[], { id, key }: KeyEntry): boolean =>
    list.some((each) => each.id === id && each.key === key);
  return {
    end: endText(done),
    exitCode: done.end.kind === "exit" ? done.end.code : undefined,
    output: mask.hide(textFromBytes(output)),
    durationMs: done.durationMs,
    added: after.filter((entry) => !isIn(before, entry)).map(shownAgent),
    removed: before.filter((entry) => !isIn(after, entry)).map(shownAgent),
    printsKey: secrets.some((secret) => output.includes(secret)),
    obstacle: done.obstacle?.message,
  };
}

function shownAgent({ id, name, address }: KeyEntry): AgentShown {
  return { id: textFromBytes(id), name: textFromBytes(name), ip: textFromBytes(address.stored) };
}

function endText({ end, timedOut, cancelled }: ProgramRun): string {
  if (cancelled) return say`cancelled`;
  if (timedOut) return say`ended at the timeout`;
  switch (end.kind) {
    case "exit":
      return say`exit code ${end.code}`;
    case "signal":
      return say`ended by ${end.signal}`;
    default:
      return say`not started`;
  }
}
