/** What a script printed, in a report: each line with its stream, and a mark under the problem. */

import type { PrintedLine, PrintedView } from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
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
  const all = bytes === 1 ? say`1 byte` : say`${bytes} bytes`;
  const size = hidden === 0 ? all : say`${bytes} bytes, ${hidden} of them not shown`;
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
  const label = say`second look`;
  if (stderrBytes === 0) return [labelled(label, say`A second run wrote nothing to standard error.`)];
  if (stdoutBytes === 0) return [labelled(label, say`All of it was written to standard error.`)];
  const said = stdoutHoldsAnswer
    ? say`Without the ${stderrBytes} bytes that went to standard error, the output contains an answer.`
    : say`A second run wrote ${stderrBytes} bytes to standard error. Standard output alone (${stdoutBytes} bytes) does not contain an answer either.`;
  const unmatched = say`The second run printed something else, so the bytes above cannot be assigned to streams.`;
  return [labelled(label, said), ...(matched ? [] : [labelled("", unmatched)])];
}
