/**
 * Verdicts as diagnostics on the script: one for each cause of failure, each warning, and each sample whose answers
 * vary.
 */

import { Diagnostic, DiagnosticSeverity, Range, type TextDocument, Uri } from "vscode";
import { type AnswerFinding, byCause, printedBy, reasonOf } from "../../core/lint/answer/index.ts";
import { rulePage } from "../../core/lint/rule-page.ts";
import { isProblem } from "../../core/lint/severity.ts";
import { textFromBytes } from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";
import { onFirstLine, severityOf } from "../support/diagnostics.ts";
import { fileNameOf } from "../support/file-name.ts";
import { errorLine } from "./error-line.ts";
import { labelOf } from "./report.ts";
import type { Tested } from "./tested.ts";

/** The diagnostics of a test that has ended. */
export function diagnosticsOf(document: TextDocument, all: readonly Tested[]): Diagnostic[] {
  const told = all.filter(({ verdict: { state, findings } }) => {
    const [worst] = findings;
    return state === "failed" || (worst !== undefined && isProblem(worst.severity));
  });
  return [
    ...byCause(told, ({ verdict }) => verdict).map((alike) => diagnosticOf(document, alike)),
    ...all.flatMap((each) => differences(document, each)),
  ];
}

/** Maximum samples that a problem names. */
const MOST_NAMED = 5;

/** `id 001`, `id 001, id 002`, or the first of many and the number of the others. */
function labelOfAll(alike: readonly Tested[]): string {
  const labels = alike.slice(0, MOST_NAMED).map(({ request }) => labelOf(request));
  const named = labels.join(", ");
  const more = alike.length - labels.length;
  return more === 0 ? named : say`${named} and ${more} more`;
}

function diagnosticOf(document: TextDocument, alike: readonly [Tested, ...Tested[]]): Diagnostic {
  const [each] = alike;
  const { verdict, run } = each;
  const worst = verdict.findings[0];
  const error = { rule: worst?.rule, output: textFromBytes(printedBy(each.source)) };
  const name = fileNameOf(document.uri);
  const text = document.lineAt(Math.min(errorLine(document.getText(), name, error), document.lineCount - 1));
  const start = text.firstNonWhitespaceCharacterIndex;
  const diagnostic = new Diagnostic(
    new Range(text.lineNumber, start, text.lineNumber, Math.max(start, text.range.end.character)),
    `${labelOfAll(alike)}: ${messageOf(each, worst)}`,
    verdict.state === "failed" ? DiagnosticSeverity.Error : severityOf[worst?.severity ?? "warning"],
  );
  diagnostic.source = "keypoll";
  const rule = run?.obstacle === undefined ? worst?.rule : "script-not-run";
  if (rule !== undefined) diagnostic.code = { value: rule, target: Uri.parse(rulePage(rule)) };
  return diagnostic;
}

/** No line is known to cause the difference, so it is shown on the first line. */
function differences(document: TextDocument, { request, repeats, comparison }: Tested): Diagnostic[] {
  const texts = [
    ...(repeats?.matters === true
      ? [
          say`the answer varies: ${repeats.variation?.groups.length ?? 0} different ones in ${repeats.runs} runs.`,
        ]
      : []),
    ...(comparison?.matters === true
      ? [say`run as you, it ends differently: ${comparison.verdict.title}.`]
      : []),
  ];
  return texts.map((text) =>
    onFirstLine(document, `${labelOf(request)}: ${text}`, DiagnosticSeverity.Warning),
  );
}

/** What happens, and what to do about it. */
function messageOf({ verdict, run }: Tested, worst: AnswerFinding | undefined): string {
  const { state, title } = verdict;
  if (run?.obstacle !== undefined) return `${title}. ${run?.obstacle.message}`;
  if (state === "failed") {
    const { problem, advice = "" } = reasonOf(verdict, worst);
    return `${title}. ${problem} ${advice}`.trim();
  }
  return `${worst?.message ?? title} ${worst?.advice ?? ""}`.trim();
}
