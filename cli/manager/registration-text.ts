/** Runs of a registration script as text. Keys and passwords are already hidden. */

import { levelWord } from "../../core/manager/log.ts";
import type { ScriptFinding, ScriptRun } from "../../stand-in/index.ts";
import { type Look, labelled, paintSeverity } from "../terminal/look.ts";
import { onOneLine } from "../terminal/printable.ts";

/** Maximum lines of a script's output that are shown. */
const SHOWN_LINES = 12;

/** What happened in a run: rows with labels. */
export function runRows(run: ScriptRun): readonly (readonly [label: string, text: string])[] {
  const agents = (list: ScriptRun["added"]): string =>
    list.map(({ id, name, ip }) => `${id} ${name} ${ip}`).join(", ");
  return [
    ...run.output
      .trimEnd()
      .split("\n")
      .slice(0, SHOWN_LINES)
      .filter(Boolean)
      .map((line, at) => [at === 0 ? "printed" : "", onOneLine(line)] as const),
    ...run.tools.map(
      ({ tool, words, exitCode }, at) =>
        [
          at === 0 ? "called" : "",
          `the stand-in's ${onOneLine([tool, ...words].join(" "))}: exit code ${exitCode}`,
        ] as const,
    ),
    ...run.exchanges.flatMap(({ port, sent, answered }) => [
      ["sent", `to the ${port}: ${onOneLine(sent)}`] as const,
      [
        "answered",
        answered === undefined ? "nothing: the connection was closed" : onOneLine(answered),
      ] as const,
    ]),
    ...run.log.map(
      (line, at) =>
        [at === 0 ? "ossec.log" : "", `${line.daemon}: ${levelWord(line.level)}: ${line.text}`] as const,
    ),
    ["client.keys", run.added.length === 0 ? "no agent added" : `+ ${agents(run.added)}`],
    ...(run.removed.length === 0 ? [] : [["", `- ${agents(run.removed)}`] as const]),
  ];
}

export function runLines(run: ScriptRun, look: Look): readonly string[] {
  return [
    `${look.paint.bold(runTitles[run.title])}  ${run.end} · ${Math.round(run.durationMs)} ms`,
    ...runRows(run).flatMap(([label, text]) => labelled(label, text, look)),
    "",
  ];
}

export const runTitles: Readonly<Record<ScriptRun["title"], string>> = {
  "first run": "First run",
  "second run": "Second run, on the same machine",
  "other certificate": "A manager with another certificate",
};

export function runFindingLines(findings: readonly ScriptFinding[], look: Look): readonly string[] {
  return findings.flatMap(({ rule, severity, message, advice }) => [
    `${paintSeverity(severity, look)(`${severity}:`)} ${message} [${rule}]`,
    `  → ${advice}`,
  ]);
}
