/**
 * What a script printed, as people may see it: line by line, escaped, keys hidden, streams named, the problem marked.
 */

import { type ByteLine, byteMask, byteView, printedBy, type Verdict } from "../../lint/answer/index.ts";
import type { KeyMask } from "../../lint/mask.ts";
import { type ByteString, cString, type Source, type Span } from "../../manager/index.ts";
import type { StreamSpan } from "../run/poll-run.ts";

export interface PrintedView {
  /** Size of the whole output. */
  readonly bytes: number;
  readonly lines: readonly PrintedLine[];
  /** Bytes before the first line that is shown, and after the last. */
  readonly before: number;
  readonly behind: number;
}

/** A line, or the part of it that one stream wrote. */
export interface PrintedLine {
  /** From 1, counted in the whole output. */
  readonly line: number;
  /** The stream that wrote it, if a second run could tell. */
  readonly stream?: StreamSpan["stream"];
  readonly text: string;
  /** The problem in `text`. */
  readonly mark?: Span;
}

export interface PrintedOptions {
  /** The bytes that cause the problem. */
  readonly marked?: Span | undefined;
  readonly spans?: readonly StreamSpan[] | undefined;
  readonly mask: KeyMask;
}

const MOST_LINES = 12;
/** Lines and bytes shown before the problem, and bytes shown after its beginning. */
const LINES_BEFORE = 3;
const BYTES_BEFORE = 240;
const BYTES_BEHIND = 1200;
/** In longer outputs only the part around the problem is searched for keys. */
const LARGEST_SEARCHED = 1024 * 1024;

const MARKED = 1;
const FROM_STDOUT = 2;
const FROM_STDERR = 3;

/** The part of the output around the problem, or its beginning if there is no problem. Contains no key. */
export function printedView(output: ByteString, { marked, spans = [], mask }: PrintedOptions): PrintedView {
  const from = Math.max(0, (marked?.start ?? 0) - LARGEST_SEARCHED / 2);
  const near = output.slice(from, from + LARGEST_SEARCHED);
  const at = Math.min((marked?.start ?? 0) - from, near.length);
  const start = firstShown(near, at);
  const end = lastShown(near, start, Math.min(near.length, at + BYTES_BEHIND));
  const marks = [
    ...(marked === undefined ? [] : [{ ...moved(marked, from), number: MARKED }]),
    ...spans.map((span) => ({
      ...moved(span, from),
      number: span.stream === "stdout" ? FROM_STDOUT : FROM_STDERR,
    })),
  ];
  const view = byteView(near, { start, end }, { marks, mask });
  const linesBefore = output.slice(0, from).split("\n").length - 1;
  return {
    bytes: output.length,
    lines: view.lines.flatMap((line) => partsOf(line, linesBefore)),
    before: from + start,
    behind: output.length - from - end,
  };
}

/** The output that led to a verdict, with its most severe problem marked. */
export function printedIn(
  { outcome, findings }: Verdict,
  source: Source,
  spans: readonly StreamSpan[] | undefined,
): PrintedView {
  const output = printedBy(source);
  const marked = findings.find(({ span }) => span !== undefined)?.span;
  return printedView(output, { marked, spans, mask: byteMask(outcome, cString(output)) });
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start - by, end: end - by };
}

/** A few lines before the problem, or a limited number of bytes if the lines are long. */
function firstShown(output: ByteString, marked: number): number {
  let start = marked;
  for (let line = 0; line <= LINES_BEFORE && start > 0; line++) {
    const before = line === 0 ? output.lastIndexOf("\n", marked - 1) + 1 : lineBefore(output, start);
    if (marked - before > BYTES_BEFORE) return line === 0 ? marked - BYTES_BEFORE / 2 : start;
    start = before;
  }
  return start;
}

function lineBefore(output: ByteString, start: number): number {
  return start < 2 ? 0 : output.lastIndexOf("\n", start - 2) + 1;
}

function lastShown(output: ByteString, start: number, limit: number): number {
  let end = start;
  for (let line = 0; line < MOST_LINES && end < limit; line++) {
    const feed = output.indexOf("\n", end);
    end = feed < 0 ? limit : Math.min(feed + 1, limit);
  }
  return end;
}

/** The line, cut where another stream continues. */
function partsOf({ number, pieces }: ByteLine, linesBefore: number): readonly PrintedLine[] {
  const parts: { stream: PrintedLine["stream"]; text: string; mark?: { start: number; end: number } }[] = [];
  for (const { text, marks } of pieces) {
    const stream = marks.includes(FROM_STDERR)
      ? "stderr"
      : marks.includes(FROM_STDOUT)
        ? "stdout"
        : undefined;
    let part = parts.at(-1);
    if (part === undefined || part.stream !== stream) {
      part = { stream, text: "" };
      parts.push(part);
    }
    if (marks.includes(MARKED)) {
      part.mark ??= { start: part.text.length, end: 0 };
      part.mark.end = part.text.length + text.length;
    }
    part.text += text;
  }
  return parts.map(({ stream, text, mark }) => ({
    line: linesBefore + number,
    ...(stream === undefined ? {} : { stream }),
    text,
    ...(mark === undefined ? {} : { mark }),
  }));
}
