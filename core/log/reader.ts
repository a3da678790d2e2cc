/** Reading a log of any size, piece by piece, and finding the lines that are known in it. */

import { type LogLineParts, readLogLine } from "../lint/explain/index.ts";
import { type Recognised, recognise, scanner } from "./recognise.ts";
import { type FoundLine, ROOM } from "./scanner.ts";

/** A known line. */
export interface KnownLine extends Recognised {
  /** `2026/11/21 10:00:00`, as it stands there; undefined where the line has none. */
  readonly time: string | undefined;
  readonly tag: string | undefined;
  /** From 1. */
  readonly line: number;
}

/** Bytes of a line that are looked at. */
export const LONGEST_LINE = 65_536;

/** Characters of `2026/11/21 10:00:00`. */
const TIME = 19;

const FEED = 10;
const BRACE = 123;

const NOTHING = new Uint8Array(0);
const END = Uint8Array.of(FEED);

const decoder = new TextDecoder();

/** A log has few writers at few places in their sources, so that the heads of its lines repeat. */
const tags = new Map<string, string>();
const MOST_HEADS = 1000;

/** Bytes in, known lines out. What is kept between two pieces is the beginning of one line. */
export class LogReader {
  /** Lines that have ended so far. */
  lines = 0;
  known = 0;
  /** The time of the first and of the last line that has one. */
  first: string | undefined;
  last: string | undefined;
  readonly #take: (line: KnownLine) => void;
  /** What has come of a line that has not ended. */
  #rest: Uint8Array = NOTHING;

  constructor(take: (line: KnownLine) => void) {
    this.#take = take;
  }

  /** The next bytes; they may be overwritten afterwards. */
  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#rest.length === LONGEST_LINE) {
        // The rest of a long line is not looked at.
        const feed = bytes.indexOf(FEED, at);
        if (feed < 0) return;
        at = feed;
      }
      const piece = bytes.subarray(at, at + ROOM - LONGEST_LINE);
      this.#piece(piece);
      at += piece.length;
    }
  }

  /** The log ends here: what is left is its last line. */
  end(): void {
    if (this.#rest.length > 0) this.#piece(END);
  }

  #piece(piece: Uint8Array): void {
    const { bytes } = scanner();
    bytes.set(this.#rest);
    bytes.set(piece, this.#rest.length);
    const end = this.#rest.length + piece.length;
    let start = 0;
    for (;;) {
      const { lines, next, first, last, found } = scanner().scan(start, end);
      if (first !== undefined) this.first ??= timeAt(bytes, first);
      if (last !== undefined) this.last = timeAt(bytes, last) ?? this.last;
      for (const each of found) this.#line(bytes, each);
      this.lines += lines;
      start = next;
      if (lines === 0) break;
    }
    this.#rest = bytes.slice(start, Math.min(end, start + LONGEST_LINE));
  }

  #line(bytes: Uint8Array, { start, end, text: at, line }: FoundLine): void {
    const whole = decoder.decode(bytes.subarray(start, Math.min(end, start + LONGEST_LINE)));
    const { time, tag, text } = partsOf(whole, at - start);
    const found = recognise(text, tag);
    if (found === undefined) return;
    this.known++;
    const { id, wording, values } = found;
    this.#take({ id, wording, values, time, tag, line: this.lines + line });
  }
}

/** A line taken apart, whose text begins at `at`; a head that is known from another line is not looked at again. */
function partsOf(line: string, at: number): Pick<LogLineParts, "time" | "tag" | "text"> {
  const head = line.slice(TIME, at);
  const tag = tags.get(head);
  if (tag !== undefined) {
    return { time: line.slice(0, TIME), tag, text: line.slice(at, line.endsWith("\r") ? -1 : undefined) };
  }
  const parts = readLogLine(line);
  if (parts.time !== undefined && parts.tag !== undefined && line.slice(at) === parts.text) {
    if (tags.size >= MOST_HEADS) tags.clear();
    tags.set(head, parts.tag);
  }
  return parts;
}

/** The time in front of a line that the scanner has found to have one, or in its JSON. */
function timeAt(bytes: Uint8Array, start: number): string | undefined {
  if (bytes[start] === BRACE) {
    return /"timestamp":\s?"([^"]{19})/.exec(decoder.decode(bytes.subarray(start, start + 80)))?.[1];
  }
  return decoder.decode(bytes.subarray(start, start + TIME));
}
