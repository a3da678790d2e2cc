/** The story of a log as text for people. */

import { isProblem } from "../../../core/lint/severity.ts";
import { agentName } from "../../../core/log/index.ts";
import type { LogReport } from "../../report/report.ts";
import { type Look, labelled, paintSeverity } from "../../terminal/look.ts";
import { count } from "../../terminal/number.ts";
import { onOneLine } from "../../terminal/printable.ts";
import { wrap } from "../../terminal/wrap.ts";

/** Maximum agents in the list. The JSON report has all. */
const MOST_AGENTS = 20;

type Cause = LogReport["causes"][number];
type Agent = LogReport["agents"][number];

/** The totals, each cause, the agents with problems, and what needs no action. */
export function logText(report: LogReport, look: Look): string[] {
  const problems = report.causes.filter(({ severity }) => isProblem(severity));
  const others = report.causes.filter(({ severity }) => !isProblem(severity));
  return [
    ...head(report, look),
    ...problems.flatMap((cause) => ["", ...causeBlock(cause, report, look)]),
    ...agentBlocks(report, look),
    ...(others.length === 0 ? [] : ["", ...others.map((cause) => otherLine(cause, look))]),
  ];
}

function head({ files, lines, known, unknown, first, last, causes, keys }: LogReport, look: Look): string[] {
  const names = files.length > 3 ? count(files.length, "file") : files.map(({ path }) => path).join(", ");
  const times = first === undefined ? "" : `, ${first} to ${last}`;
  const problems = causes.filter(({ severity }) => isProblem(severity)).length;
  return [
    look.paint.bold(onOneLine(`${names}: ${count(lines, "line")}${times}`)),
    ...wrap(
      `${count(known, "line")} of agents and keys ${known === 1 ? "is" : "are"} explained here: ${count(problems, "problem")}. ${count(unknown, "other line")} ${unknown === 1 ? "is" : "are"} not known to keypoll.${keys === undefined ? "" : ` Agents are looked up in ${onOneLine(keys)}.`}`,
      look.width,
      { first: "  ", rest: "  " },
    ),
  ];
}

function causeBlock(cause: Cause, { files }: LogReport, look: Look): string[] {
  const { severity, title, meaning, advice, example } = cause;
  const colour = paintSeverity(severity, look);
  const file = files[example.file]?.path ?? "";
  return [
    `${colour(severity)}  ${look.paint.bold(title)}  ${look.paint.dim(`[${cause.cause}]`)}`,
    ...labelled("seen", amount(cause), look),
    ...(meaning === "" ? [] : labelled("means", meaning, look)),
    ...labelled("what to do", advice, look),
    ...labelled("first line", `${onOneLine(file)}:${example.line}: ${onOneLine(example.text)}`, look),
  ];
}

function amount(cause: Cause): string {
  const agents = cause.agents === 0 ? "" : `, ${count(cause.agents, "agent")}`;
  return `${count(cause.count, "line")}${agents}${span(cause)}`;
}

function span({ first, last }: Pick<Cause, "first" | "last">): string {
  if (first === undefined) return "";
  return first === last ? `, at ${first}` : `, ${first} to ${last}`;
}

function otherLine(cause: Cause, look: Look): string {
  const also = paintSeverity(cause.severity, look)("also");
  return `${also}  ${onOneLine(`${cause.title}: ${amount(cause)}`)}`;
}

function agentBlocks({ agents, causes, overflows }: LogReport, look: Look): string[] {
  const problems = new Map(
    causes.filter(({ severity }) => isProblem(severity)).map((each) => [each.cause, each]),
  );
  const concerned = agents.filter(({ severity }) => isProblem(severity));
  const more = concerned.length - MOST_AGENTS;
  return [
    ...concerned.slice(0, MOST_AGENTS).flatMap((agent) => ["", ...agentBlock(agent, problems, look)]),
    ...(more > 0 ? ["", `… and ${count(more, "more agent")}; --format json lists all.`] : []),
    ...(overflows
      ? [
          "",
          "There are more agents than keypoll lists separately. The lines of the others are counted above.",
        ]
      : []),
  ];
}

function agentBlock(agent: Agent, problems: ReadonlyMap<string, Cause>, look: Look): string[] {
  return [
    look.paint.bold(`agent ${onOneLine(agentName(agent))}`),
    ...agent.conclusions.flatMap((text) => wrap(onOneLine(text), look.width, { first: "  ", rest: "  " })),
    ...agent.causes.flatMap((each) => {
      const problem = problems.get(each.cause);
      if (problem === undefined) return [];
      return wrap(
        `${problem.severity}  ${problem.title}: ${count(each.count, "line")}${span(each)}`,
        look.width,
        {
          first: "  ",
          rest: "    ",
        },
      );
    }),
    ...(agent.sources.length === 0
      ? []
      : wrap(onOneLine(`came from ${agent.sources.join(", ")}`), look.width, { first: "  ", rest: "    " })),
  ];
}
