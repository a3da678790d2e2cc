/**
 * Differences in a report: between several runs of a sample, and between the manager's surroundings and the user's own.
 */

import { l10n } from "vscode";
import type { Cause, OutputDifference, Variation } from "../../core/poll/index.ts";
import { labelled } from "./report-lines.ts";
import { printedLines } from "./report-output.ts";
import type { TestedComparison, TestedRepeats } from "./tested.ts";

export function repeatLines({ runs, variation, difference }: TestedRepeats): readonly string[] {
  if (variation === undefined) {
    return [labelled(l10n.t("runs"), l10n.t("{0} runs, all with the same answer.", runs))];
  }
  const { what, groups } = variation;
  const text = l10n.t("{0} runs differ in {1}, {2} different ones.", runs, subjectOf(what), groups.length);
  const [one, other] = groups.map(({ runs: [first = 0] }) => l10n.t("run {0}", first + 1));
  return [labelled(l10n.t("varies"), text), ...differenceLines(difference, one ?? "", other ?? "")];
}

export function comparisonLines({
  verdict,
  differs,
  difference,
  cause,
}: TestedComparison): readonly string[] {
  const label = l10n.t("as you");
  if (differs === undefined) return [labelled(label, l10n.t("Run as you, the result is the same."))];
  const text =
    differs === "verdict"
      ? l10n.t("Run as you, it ends differently: {0}.", verdict.title)
      : l10n.t(
          "Run as you, the outcome is the same ({0}), but it differs in {1}.",
          verdict.title,
          subjectOf(differs),
        );
  return [
    labelled(label, text),
    ...(differs === "verdict" ? [labelled("", causeText(cause)), labelled("", verdict.consequence)] : []),
    ...differenceLines(difference, l10n.t("manager"), label),
  ];
}

function subjectOf(what: Variation["what"]): string {
  switch (what) {
    case "verdict":
      return l10n.t("the verdict");
    case "answer":
      return l10n.t("what the manager does with the answer");
    case "output":
      return l10n.t("bytes that the manager ignores");
  }
}

function causeText(cause: Cause | undefined): string {
  switch (cause?.kind) {
    case "variable":
      return l10n.t(
        "The variable {0} makes the difference: the manager's surroundings do not have your value.",
        cause.name,
      );
    case "working-directory":
      return l10n.t("The working directory makes the difference: it succeeds in {0}.", cause.path);
    case "environment":
      return l10n.t("Your environment makes the difference, but no single variable that was tried.");
    case "environment-and-directory":
      return l10n.t("Your environment and working directory together make the difference.");
    default:
      return l10n.t(
        "Neither the working directory nor one of your variables is the reason. What remains: signals, priority and the terminal.",
      );
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
