/** What a script printed, as text: each line with its stream, and a mark below the problem. */

import type { PrintedLine, PrintedView } from "../../core/poll/index.ts";
import type { StreamFacts } from "../report/run-facts.ts";
import { type Look, labelled } from "../terminal/look.ts";
import { count } from "../terminal/number.ts";
import { columnsOf } from "../terminal/width.ts";

/** Columns for the stream and the bar before a line. */
const GUTTER = 11;

/** `label` is put before the first line. */
export function printedLines(label: string, view: PrintedView, look: Look): string[] {
  const { lines, before, behind, bytes } = view;
  const shown = lines.flatMap((line) => lineText(line, look));
  const cut = [
    ...(before > 0 ? [`${count(before, "byte")} before`] : []),
    ...(behind > 0 ? [`${count(behind, "byte")} after`] : []),
  ];
  return [
    ...labelled(
      label,
      count(bytes, "byte") + (cut.length === 0 ? "" : `, not shown: ${cut.join(", ")}`),
      look,
    ),
    ...shown,
  ];
}

function lineText({ stream, text, mark }: PrintedLine, { width, paint }: Look): string[] {
  const gutter = `${(stream ?? "").padStart(GUTTER - 3)} │ `;
  const rows: string[] = [];
  for (const { start, part } of rowsOf(text, Math.max(1, width - GUTTER))) {
    rows.push(paint.dim(gutter) + (stream === "stderr" ? paint.yellow(part) : part));
    if (mark === undefined || mark.start >= start + part.length || mark.end <= start) continue;
    const from = Math.max(0, mark.start - start);
    const marked = Math.max(1, columnsOf(part.slice(from, mark.end - start)));
    rows.push(" ".repeat(GUTTER + columnsOf(part.slice(0, from))) + paint.red("^".repeat(marked)));
  }
  return rows;
}

/** The text in rows of this many columns. */
function rowsOf(text: string, room: number): readonly { readonly start: number; readonly part: string }[] {
  const rows: { start: number; part: string }[] = [];
  let start = 0;
  let part = "";
  for (const character of text) {
    if (columnsOf(part) + columnsOf(character) > room) {
      rows.push({ start, part });
      start += part.length;
      part = "";
    }
    part += character;
  }
  return [...rows, { start, part }];
}

/** What a second run with a pipe for each stream shows about an output without an answer; the same in every format. */
export function streamText({ stdoutBytes, stderrBytes, stdoutHoldsAnswer }: StreamFacts): string {
  if (stderrBytes === 0) return "A second run wrote nothing to standard error.";
  if (stdoutBytes === 0) return "All of it was written to standard error.";
  return stdoutHoldsAnswer
    ? `Without the ${count(stderrBytes, "byte")} that went to standard error, the output contains an answer.`
    : `A second run wrote ${count(stderrBytes, "byte")} to standard error. Standard output alone (${count(stdoutBytes, "byte")}) does not contain an answer either.`;
}

export function streamLines(streams: StreamFacts, look: Look): string[] {
  const { stderrBytes, matched, stderr } = streams;
  const label = "second look";
  const said = streamText(streams);
  if (matched || stderrBytes === 0) return labelled(label, said, look);
  return [
    ...labelled(
      label,
      `${said} The second run printed something else, so the bytes above cannot be assigned to streams.`,
      look,
    ),
    ...printedLines("stderr", stderr, look),
  ];
}
