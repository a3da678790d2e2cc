/** Reads a log of any size, piece by piece, and finds the known lines in it. */

import { type LogLineParts, readLogLine } from "../lint/explain/index.ts";
import { type Recognised, recognise, scanner } from "./recognise.ts";
import type { TakeFound } from "./scanner.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** The content of a line after its time. */
export interface LineContent extends Recognised {
  readonly tag: string | undefined;
  /** The agent that it is about. Undefined if it names none. */
  readonly subject: Subject | undefined;
}

/** A known line. */
export interface KnownLine {
  /** The same object for lines with the same content, as long as it is cached. */
  readonly content: LineContent;
  /** The cache place of the content; 0 for none. */
  readonly place: number;
  /** `2026/11/21 10:00:00`, as in the line. Undefined if the line has none. */
  readonly time: string | undefined;
  /** From 1, in its file: after a rotation a log begins again. */
  readonly line: number;
}

/** Bytes of a line that are read. */
export const LONGEST_LINE = 65_536;

/** Bytes that are scanned at once: few enough to stay in the cache of a core. */
const PIECE = 1 << 18;

const ANY_TIME = "2026/11/21 10:00:00";
const TIME = ANY_TIME.length;

const FEED = 10;
const BRACE = 123;

const NOTHING = new Uint8Array(0);
const END = Uint8Array.of(FEED);

const decoder = new TextDecoder();

/** A log repeats itself, so this caches the content of lines, by the scanner's places. Null for an unknown line. */
const kept: (LineContent | null | undefined)[] = [];

/** A log has few writers, each at few places of its source, so the heads of its lines repeat. */
const tags = new Map<string, string>();
const MOST_HEADS = 1000;

/** The figures of a log, without its lines. */
export interface LogCounts {
  readonly lines: number;
  readonly known: number;
  readonly first: string | undefined;
  readonly last: string | undefined;
}

/** Bytes in, known lines out. What is kept between two pieces is the beginning of one line. */
export class LogReader {
  /** Lines that have ended so far, in all files of the log. */
  lines = 0;
  known = 0;
  /** The time of the first and of the last line that has one. */
  first: string | undefined;
  last: string | undefined;
  readonly #take: (line: KnownLine) => void;
  /** The beginning of a line that has not ended. */
  #rest: Uint8Array = NOTHING;
  /** The lines of the files before this one. */
  #linesBefore = 0;
  /** The time of the last known line, and its bytes: many lines have the same. */
  #time = "";
  readonly #timeBytes = Array.from({ length: TIME }, () => 0);

  constructor(take: (line: KnownLine) => void) {
    this.#take = take;
  }

  /** The next bytes. They may be overwritten afterwards. */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      at += this.pull((into) => {
        const piece = bytes.subarray(at, at + into.length);
        into.set(piece);
        return piece.length;
      });
    }
  }

  /** The next bytes, which `read` writes to where they are scanned; it returns their number, and so does this. */
  pull(read: (into: Uint8Array) => number): number {
    const { bytes } = scanner();
    const from = this.#rest.length;
    const length = read(bytes.subarray(from, from + PIECE));
    let end = from + length;
    if (from === LONGEST_LINE) {
      // The rest of a long line is not looked at.
      const feed = bytes.subarray(0, end).indexOf(FEED, from);
      if (feed < 0) return length;
      bytes.copyWithin(from, feed, end);
      end -= feed - from;
    }
    bytes.set(this.#rest);
    this.#scan(end);
    return length;
  }

  /** A file of the log ends here: what is left is its last line. */
  end(): void {
    if (this.#rest.length > 0) this.push(END);
    this.#linesBefore = this.lines;
  }

  /** Counts what another reader has read of the same log, after the part of this one. */
  append({ lines, known, first, last }: LogCounts): void {
    this.lines += lines;
    this.known += known;
    this.first ??= first;
    this.last = last ?? this.last;
  }

  /** Looks at the scanner's bytes, up to `end`. */
  #scan(end: number): void {
    const { bytes } = scanner();
    let start = 0;
    for (;;) {
      const { lines, next, first, last } = scanner().scan(start, end, this.#found);
      if (first !== undefined) this.first ??= timeAt(bytes, first);
      if (last !== undefined) this.last = timeAt(bytes, last) ?? this.last;
      this.lines += lines;
      start = next;
      if (lines === 0) break;
    }
    this.#rest = bytes.slice(start, Math.min(end, start + LONGEST_LINE));
  }

  readonly #found: TakeFound = (start, end, text, line, place, isAgain) => {
    let content = isAgain ? kept[place] : undefined;
    let time: string | undefined;
    if (place > 0) {
      content ??= kept[place] = contentOf(partsOf(textOf(start + TIME, end), text - start - TIME));
      if (content !== null) time = this.#timeAt(start);
    } else {
      const parts = readLogLine(textOf(start, end));
      time = parts.time;
      content = contentOf(parts);
    }
    if (content == null) return;
    this.known++;
    this.#take({ content, place, time, line: this.lines + line - this.#linesBefore });
  };

  #timeAt(start: number): string {
    const { bytes } = scanner();
    const known = this.#timeBytes;
    let at = TIME - 1;
    while (at >= 0 && bytes[start + at] === known[at]) at--;
    if (at < 0) return this.#time;
    for (; at >= 0; at--) known[at] = bytes[start + at] ?? 0;
    this.#time = String.fromCharCode(...known);
    return this.#time;
  }
}

/** The text of a line in the scanner's bytes, or as much of it as is read. */
function textOf(start: number, end: number): string {
  return decoder.decode(scanner().bytes.subarray(start, Math.min(end, start + LONGEST_LINE)));
}

function contentOf({ text, tag }: Pick<LogLineParts, "tag" | "text">): LineContent | null {
  const found = recognise(text, tag);
  if (found === undefined) return null;
  const { id, wording, values } = found;
  return { id, wording, values, tag, subject: subjectOf(found) };
}

/** What follows a line's time; its text begins at `at`. A head that is known from another line is not looked at again. */
function partsOf(line: string, at: number): Pick<LogLineParts, "tag" | "text"> {
  const head = line.slice(0, at);
  const tag = tags.get(head);
  if (tag !== undefined) return { tag, text: line.slice(at, line.endsWith("\r") ? -1 : undefined) };
  const parts = readLogLine(`${ANY_TIME}${line}`);
  if (parts.time !== undefined && parts.tag !== undefined && line.slice(at) === parts.text) {
    if (tags.size >= MOST_HEADS) tags.clear();
    tags.set(head, parts.tag);
  }
  return parts;
}

/** The time before a line that the scanner has found to have one, or in its JSON. */
function timeAt(bytes: Uint8Array, start: number): string | undefined {
  if (bytes[start] === BRACE) {
    return /"timestamp":\s?"([^"]{19})/.exec(decoder.decode(bytes.subarray(start, start + 80)))?.[1];
  }
  return decoder.decode(bytes.subarray(start, start + TIME));
}
