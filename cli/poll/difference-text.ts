/** Differences: between several runs of one request, and between the manager's surroundings and the user's own. */

import type { Cause, OutputDifference } from "../../core/poll/index.ts";
import type { ComparisonFacts, RepeatFacts } from "../report/run-facts.ts";
import { type Look, labelled } from "../terminal/look.ts";
import { count } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { matters } from "./poll-report.ts";
import { printedLines } from "./printed-text.ts";

/** Maximum groups in the list. A script that answers differently each time has as many groups as runs. */
const MOST_GROUPS = 4;

const what = {
  verdict: "the verdict",
  answer: "what the manager does with the answer",
  output: "only bytes that the manager ignores",
} as const;

/** In one sentence, the same in every format. */
export function repeatText({ runs, varies, groups }: RepeatFacts): string {
  if (varies === undefined) return `${count(runs, "run")}, all with the same answer.`;
  const head = `${count(runs, "run")} differ in ${what[varies]}`;
  if (varies !== "verdict") return `${head}, ${groups.length} different ones.`;
  const listed = groups.slice(0, MOST_GROUPS).map((group) => {
    const [first, ...more] = group.runs;
    return `${group.runs.length} × ${group.title} (${more.length === 0 ? "run" : "first in run"} ${first})`;
  });
  const rest = groups.length > listed.length ? `, and ${groups.length - listed.length} more` : "";
  return `${head}: ${listed.join(", ")}${rest}.`;
}

export function repeatLines(repeats: RepeatFacts, look: Look): string[] {
  const { minMs, medianMs, maxMs, varies, groups, difference } = repeats;
  const nameOf = (group: number): string => `run ${groups[group]?.runs[0]}`;
  const colour = matters(varies) ? look.paint.red : undefined;
  return [
    ...labelled(matters(varies) ? "varies" : "runs", onOneLine(repeatText(repeats)), look, colour),
    ...(difference === undefined ? [] : differenceLines(difference, nameOf(0), nameOf(1), look)),
    ...labelled("took", `${minMs} to ${maxMs} ms, median ${medianMs} ms`, look),
  ];
}

/** In one sentence, the same in every format. */
export function comparisonText({ title, differs, cause }: ComparisonFacts): string {
  switch (differs) {
    case undefined:
      return "Run as you, the result is the same.";
    case "verdict":
      return `Run as you, it ends differently: ${title}. ${cause === undefined ? NO_CAUSE : causeText(cause)}`;
    default:
      return `Run as you, the outcome is the same (${title}), but it differs in ${what[differs]}.`;
  }
}

const NO_CAUSE =
  "Neither the working directory nor one of your variables is the reason. What remains: signals, priority and the terminal.";

function causeText(cause: Cause): string {
  switch (cause.kind) {
    case "variable":
      return `The variable ${cause.name} makes the difference: the manager's surroundings do not have your value.`;
    case "working-directory":
      return `The working directory makes the difference: it succeeds in ${cause.path}.`;
    case "environment":
      return "Your environment makes the difference, but no single variable that was tried.";
    case "environment-and-directory":
      return "Your environment and working directory together make the difference.";
  }
}

export function comparisonLines(comparison: ComparisonFacts, look: Look): string[] {
  const { differs, difference, landing, consequence } = comparison;
  const colour = matters(differs) ? look.paint.red : undefined;
  return [
    ...labelled("as you", onOneLine(comparisonText(comparison)), look, colour),
    ...(differs === "verdict" ? labelled("", onOneLine(consequence), look) : []),
    ...(landing === undefined || !matters(differs) ? [] : labelled("", `+ ${onOneLine(landing)}`, look)),
    ...(difference === undefined ? [] : differenceLines(difference, "manager", "as you", look)),
  ];
}

function differenceLines(
  { one, other }: OutputDifference,
  first: string,
  second: string,
  look: Look,
): string[] {
  return [...printedLines(first, one, look), ...printedLines(second, other, look)];
}
