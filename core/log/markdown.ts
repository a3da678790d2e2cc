/** The story of a log as Markdown, for tickets and for the editor. */

import { codeSpan, tableCell } from "../lint/markdown.ts";
import { isProblem, severityText } from "../lint/severity.ts";
import { say } from "../words/index.ts";
import type { ExplainedAgent } from "./explained-story.ts";
import type { Summary } from "./summary.ts";

/** A table of causes, what to do about each problem, and the agents with the conclusions about them. */
export function storyMarkdown(summary: Summary): string {
  const { ok, files, lines, known, unknown, first, last, causes, agents } = summary;
  const problems = causes.filter(({ severity }) => isProblem(severity));
  const concerned = agents.filter(({ severity }) => isProblem(severity));
  const titleOf = new Map<string, string>(causes.map(({ cause, title }) => [cause, title]));
  return `${[
    `## ${ok ? "✔" : "✘"} ${files.map(({ path }) => codeSpan(path)).join(", ")}`,
    "",
    first === undefined
      ? say`Lines: ${lines}. Explained: ${known}. Not known: ${unknown}.`
      : say`Lines: ${lines}, ${first} to ${last ?? first}. Explained: ${known}. Not known: ${unknown}.`,
    "",
    say`| | cause | lines | agents | first | last |`,
    "|---|---|---|---|---|---|",
    ...causes.map(
      (each) =>
        `| ${severityText(each.severity)} | ${tableCell(each.title)} | ${each.count} | ${each.agents} | ${each.first ?? ""} | ${each.last ?? ""} |`,
    ),
    ...problems.flatMap((each) => [
      "",
      `### ${each.title}`,
      "",
      each.meaning,
      "",
      say`**What to do:** ${each.advice}`,
      "",
      codeSpan(each.example.text),
    ]),
    ...(concerned.length === 0 ? [] : ["", say`| agent | what happened | what it means |`, "|---|---|---|"]),
    ...concerned.map(
      (agent) =>
        `| ${tableCell(agentName(agent))} | ${tableCell(agent.causes.map((each) => `${titleOf.get(each.cause) ?? each.cause}: ${each.count}`).join("; "))} | ${tableCell(agent.conclusions.join(" "))} |`,
    ),
  ].join("\n")}\n`;
}

/** `012 web-01`, or what is known about it. */
export function agentName({ id, names, record, sources }: ExplainedAgent): string {
  const name = record?.name ?? names.join(", ");
  const known = [id, name].filter((each) => each !== undefined && each !== "").join(" ");
  if (known !== "") return known;
  const [source] = sources;
  return source === undefined ? say`at an unknown address` : say`at ${source}`;
}
