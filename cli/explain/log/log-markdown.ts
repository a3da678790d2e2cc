/** The story of a log as Markdown, for tickets. */

import { codeSpan, tableCell } from "../../../core/lint/markdown.ts";
import type { LogReport } from "../../report/report.ts";
import { count } from "../../terminal/number.ts";
import { isProblem } from "./log-report.ts";
import { agentName } from "./log-text.ts";

/** A table of causes, what to do about each problem, and the agents with what follows for them. */
export function logMarkdown(report: LogReport): string {
  const { ok, files, lines, known, unknown, first, last, causes, agents } = report;
  const problems = causes.filter(({ severity }) => isProblem(severity));
  const isConcerned = new Set<string>(problems.map(({ cause }) => cause));
  const concerned = agents.filter((agent) => agent.causes.some(({ cause }) => isConcerned.has(cause)));
  const titleOf = new Map<string, string>(causes.map(({ cause, title }) => [cause, title]));
  return `${[
    `## ${ok ? "✔" : "✘"} ${files.map(({ path }) => codeSpan(path)).join(", ")}`,
    "",
    `${count(lines, "line")}${first === undefined ? "" : `, ${first} to ${last}`}. ${count(known, "line")} explained, ${unknown} not known.`,
    "",
    "| | cause | lines | agents | first | last |",
    "|---|---|---|---|---|---|",
    ...causes.map(
      (each) =>
        `| ${each.severity} | ${tableCell(each.title)} | ${each.count} | ${each.agents} | ${each.first ?? ""} | ${each.last ?? ""} |`,
    ),
    ...problems.flatMap((each) => [
      "",
      `### ${each.title}`,
      "",
      each.meaning,
      "",
      `**What to do:** ${each.advice}`,
      "",
      codeSpan(each.example.text),
    ]),
    ...(concerned.length === 0 ? [] : ["", "| agent | what happened | what it means |", "|---|---|---|"]),
    ...concerned.map(
      (agent) =>
        `| ${tableCell(agentName(agent))} | ${tableCell(agent.causes.map((each) => `${titleOf.get(each.cause) ?? each.cause}: ${each.count}`).join("; "))} | ${tableCell(agent.conclusions.join(" "))} |`,
    ),
  ].join("\n")}\n`;
}
