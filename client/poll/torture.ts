/** The torture test on a script: a line for each case, and the failed cases in full and as problems. */

import { type Diagnostic, DiagnosticSeverity, type TextDocument } from "vscode";
import { datagramOf, textFromBytes } from "../../core/manager/index.ts";
import {
  endText,
  type PollTarget,
  type TortureResult,
  torture,
  tortureCasesFor,
} from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import { onFirstLine } from "../support/diagnostics.ts";
import { notesText } from "./report.ts";
import { block, INDENT, labelled, onOneLine } from "./report-lines.ts";
import { type Bench, offerReport, type Stage, withProgress } from "./stage.ts";

const NAME_WIDTH = 25;
/** Maximum requests that a line names. */
const MOST_ASKED = 4;

export async function tortureStage(bench: Bench, stage: Stage, target: PollTarget): Promise<void> {
  const { channel, diagnostics, notes } = bench;
  const { document, fileName, samples, manager, settings } = stage;
  const cases = tortureCasesFor(target);
  const title = say`Torturing ${fileName}`;
  const { result: results, cancelled } = await withProgress(title, (progress, signal) => {
    progress.report({ message: cases[0]?.name ?? "" });
    return torture({
      ...target,
      ...manager,
      hits: samples,
      rowLength: settings.tortureRow,
      signal,
      onResult: (result, { done, total }) => {
        const run = result.asked.find(({ asking }) => asking?.run !== undefined)?.asking?.run;
        channel.append(notesText(notes.news(run?.notes ?? [])));
        channel.append(caseText(result));
        progress.report({ message: cases[done]?.name ?? "", increment: 100 / total });
      },
    });
  });
  const broken = results.filter(({ verdict }) => verdict !== "held");
  const summary = say`${results.length} cases: ${results.length - broken.length} passed, ${broken.length} failed`;
  const notRun = cases.slice(results.length).map(({ name }) => name);
  channel.append(`\n${cancelled ? say`Cancelled: ${summary}` : summary}\n`);
  if (notRun.length > 0) channel.append(`${say`No longer run: ${notRun.join(", ")}`}\n`);
  diagnostics.set(
    document,
    broken.map((result) => diagnosticOf(document, result)),
  );
  // The message may stay for hours, but the test is over.
  if (!cancelled) void offerReport(`${fileName}: ${summary}.`, broken.length > 0, bench);
}

/** Indented, because only heads of samples lead to pictures. */
function caseText(result: TortureResult): string {
  const { name, verdict, mustHold, message, why } = result;
  const held = verdict === "held";
  const line = `${INDENT}${held ? "✔" : "✘"} ${name.padEnd(NAME_WIDTH)}${seenText(result)}`;
  if (held) return `${line}\n`;
  return block([
    line,
    labelled(say`asked`, askedText(result)),
    labelled(say`expected`, mustHold),
    labelled(say`seen`, onOneLine(message ?? "")),
    labelled(say`why`, why),
  ]);
}

function seenText({ asked }: TortureResult): string {
  const came = asked.map(({ outcome }) => endText(outcome.verdict));
  return [...new Set(came)].map((end) => `${came.filter((each) => each === end).length} × ${end}`).join(", ");
}

function askedText({ asked }: TortureResult): string {
  const requests = [...new Set(asked.map(({ request }) => textFromBytes(datagramOf(request))))];
  const shown = requests.slice(0, MOST_ASKED).map((each) => onOneLine(each));
  return shown.join(" · ") + (requests.length > shown.length ? ` · … (${requests.length})` : "");
}

function diagnosticOf(document: TextDocument, { name, message, why }: TortureResult): Diagnostic {
  const text = `${say`Torture`}: ${name}: ${message ?? ""} ${why}`;
  return onFirstLine(document, text, DiagnosticSeverity.Warning);
}
