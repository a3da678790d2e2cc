/**
 * Differences in a report: between several runs of a sample, and between the manager's surroundings and the user's own.
 */

import type { Cause, OutputDifference, Variation } from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import { labelled } from "./report-lines.ts";
import { printedLines } from "./report-output.ts";
import type { TestedComparison, TestedRepeats } from "./tested.ts";

export function repeatLines({ runs, variation, difference }: TestedRepeats): readonly string[] {
  if (variation === undefined) {
    return [labelled(say`runs`, say`${runs} runs, all with the same answer.`)];
  }
  const { what, groups } = variation;
  const text = say`${runs} runs differ in ${subjectOf(what)}, ${groups.length} different ones.`;
  const [one, other] = groups.map(({ runs: [first = 0] }) => say`run ${first + 1}`);
  return [labelled(say`varies`, text), ...differenceLines(difference, one ?? "", other ?? "")];
}

export function comparisonLines({
  verdict,
  differs,
  difference,
  cause,
}: TestedComparison): readonly string[] {
  const label = say`as you`;
  if (differs === undefined) return [labelled(label, say`Run as you, the result is the same.`)];
  const text =
    differs === "verdict"
      ? say`Run as you, it ends differently: ${verdict.title}.`
      : say`Run as you, the outcome is the same (${verdict.title}), but it differs in ${subjectOf(differs)}.`;
  return [
    labelled(label, text),
    ...(differs === "verdict" ? [labelled("", causeText(cause)), labelled("", verdict.consequence)] : []),
    ...differenceLines(difference, say`manager`, label),
  ];
}

function subjectOf(what: Variation["what"]): string {
  switch (what) {
    case "verdict":
      return say`the verdict`;
    case "answer":
      return say`what the manager does with the answer`;
    case "output":
      return say`bytes that the manager ignores`;
  }
}

function causeText(cause: Cause | undefined): string {
  switch (cause?.kind) {
    case "variable":
      return say`The variable ${cause.name} makes the difference: the manager's surroundings do not have your value.`;
    case "working-directory":
      return say`The working directory makes the difference: it succeeds in ${cause.path}.`;
    case "environment":
      return say`Your environment makes the difference, but no single variable that was tried.`;
    case "environment-and-directory":
      return say`Your environment and working directory together make the difference.`;
    default:
      return say`Neither the working directory nor one of your variables is the reason. What remains: signals, priority and the terminal.`;
  }
}

function differenceLines(
  difference: OutputDifference | undefined,
  first: string,
  second: string,
): readonly string[] {
  if (difference === undefined) return [];
  return [...printedLines(first, difference.one), ...printedLines(second, difference.other)];
}
