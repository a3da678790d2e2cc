/** What a script printed, in a report: each line with its stream, and a mark under the problem. */

import { l10n } from "vscode";
import type { PrintedLine, PrintedView } from "../../core/poll/index.ts";
import { INDENT, labelled } from "./report-lines.ts";
import type { TestedStreams } from "./tested.ts";

const STREAM_WIDTH = 6;
const LONGEST_LINE = 200;

export function printedLines(
  label: string,
  { bytes, lines, before, behind }: PrintedView,
): readonly string[] {
  if (bytes === 0) return [];
  const hidden = before + behind;
  const size =
    hidden === 0 ? l10n.t("{0} bytes", bytes) : l10n.t("{0} bytes, {1} of them not shown", bytes, hidden);
  return [labelled(label, size), ...lines.flatMap(lineText)];
}

function lineText({ stream, text, mark }: PrintedLine): readonly string[] {
  const from =
    mark === undefined || mark.end <= LONGEST_LINE ? 0 : Math.max(0, mark.start - LONGEST_LINE / 2);
  const shown = text.slice(from, from + LONGEST_LINE);
  const gutter = `${INDENT}${(stream ?? "").padStart(STREAM_WIDTH)} │ `;
  if (mark === undefined) return [gutter + shown];
  const length = Math.max(1, Math.min(mark.end - from, shown.length) - (mark.start - from));
  return [gutter + shown, `${" ".repeat(gutter.length + mark.start - from)}${"^".repeat(length)}`];
}

/** The result of a second run with a pipe for each stream. */
export function streamLines({
  stdoutBytes,
  stderrBytes,
  matched,
  stdoutHoldsAnswer,
}: TestedStreams): readonly string[] {
  const label = l10n.t("second look");
  if (stderrBytes === 0) return [labelled(label, l10n.t("A second run wrote nothing to standard error."))];
  if (stdoutBytes === 0) return [labelled(label, l10n.t("All of it was written to standard error."))];
  const said = stdoutHoldsAnswer
    ? l10n.t("Without the {0} bytes that went to standard error, the output contains an answer.", stderrBytes)
    : l10n.t(
        "A second run wrote {0} bytes to standard error. Standard output alone ({1} bytes) does not contain an answer either.",
        stderrBytes,
        stdoutBytes,
      );
  const unmatched = l10n.t(
    "The second run printed something else, so the bytes above cannot be assigned to streams.",
  );
  return [labelled(label, said), ...(matched ? [] : [labelled("", unmatched)])];
}
