/** Reading a log of any size, piece by piece, and finding the lines that are known in it. */

import { readLogLine } from "../lint/explain/index.ts";
import { FROM_MANAGER, type Recognised, recognise, sieve } from "./recognise.ts";

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

/** Characters of `2026/11/21 10:00:00 `. */
const TIME = 20;

/** Bytes in front of a message in which its level is looked for. */
const LONGEST_HEAD = 300;

const FEED = 10;
const RETURN = 13;
const BLANK = 32;
const QUOTE = 34;
const PARENTHESIS = 41;
const SLASH = 47;
const COLON = 58;
const OPENING = 91;
const CLOSING = 93;
const BRACE = 123;

/** The length of the level's word by its first letter. */
const LEVEL_LENGTHS = new Uint8Array(256);
for (const word of ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]) {
  LEVEL_LENGTHS[word.charCodeAt(0)] = word.length;
}

const decoder = new TextDecoder();
/** What follows the description in a line of JSON. */
const JSON_END = '"}';
const DESCRIPTION = new TextEncoder().encode('"description":');

/** Bytes in, known lines out. What is kept between two pieces is the beginning of one line. */
export class LogReader {
  /** Lines that have ended so far. */
  lines = 0;
  known = 0;
  /** The time of the first and of the last line that has one. */
  first: string | undefined;
  last: string | undefined;
  readonly #take: (line: KnownLine) => void;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(take: (line: KnownLine) => void) {
    this.#take = take;
  }

  /** The next bytes; they may be overwritten afterwards. */
  push(bytes: Uint8Array): void {
    let start = 0;
    if (this.#rest.length > 0) {
      const feed = bytes.indexOf(FEED);
      const end = feed < 0 ? bytes.length : feed;
      this.#rest = joined(this.#rest, bytes.subarray(0, end));
      if (feed < 0) return;
      this.#line(this.#rest, 0, this.#rest.length);
      this.last = timeAt(this.#rest, 0) ?? this.last;
      this.#rest = new Uint8Array(0);
      start = feed + 1;
    }
    let dated = -1;
    for (let feed = bytes.indexOf(FEED, start); feed >= 0; feed = bytes.indexOf(FEED, start)) {
      this.#line(bytes, start, feed);
      if (bytes[start + 4] === SLASH || bytes[start] === BRACE) dated = start;
      start = feed + 1;
    }
    if (dated >= 0) this.last = timeAt(bytes, dated) ?? this.last;
    if (start < bytes.length) this.#rest = joined(new Uint8Array(0), bytes.subarray(start));
  }

  /** The log ends here: what is left is its last line. */
  end(): void {
    if (this.#rest.length === 0) return;
    this.last = timeAt(this.#rest, 0) ?? this.last;
    this.#line(this.#rest, 0, this.#rest.length);
    this.#rest = new Uint8Array(0);
  }

  #line(bytes: Uint8Array, start: number, end: number): void {
    this.lines++;
    this.first ??= timeAt(bytes, start);
    if (!mayBeKnown(bytes, start, end)) return;
    const stop = Math.min(end, start + LONGEST_LINE);
    const { time, tag, text } = readLogLine(decoder.decode(bytes.subarray(start, stop)));
    const found = recognise(text, tag);
    if (found === undefined) return;
    this.known++;
    this.#take({ ...found, time, tag, line: this.lines });
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.min(a.length + b.length, LONGEST_LINE));
  whole.set(a);
  whole.set(b.subarray(0, whole.length - a.length), a.length);
  return whole;
}

/** The time in front of a line, or in its JSON. */
function timeAt(bytes: Uint8Array, start: number): string | undefined {
  if (bytes[start] === BRACE) {
    return /"timestamp":\s?"([^"]{19})/.exec(decoder.decode(bytes.subarray(start, start + 80)))?.[1];
  }
  return hasTime(bytes, start) ? decoder.decode(bytes.subarray(start, start + TIME - 1)) : undefined;
}

function hasTime(bytes: Uint8Array, start: number): boolean {
  return bytes[start + 4] === SLASH && bytes[start + 7] === SLASH && bytes[start + TIME - 1] === BLANK;
}

/** Whether the line may be a known one; most lines are not, and cost no more than this. */
function mayBeKnown(bytes: Uint8Array, start: number, end: number): boolean {
  const isJson = bytes[start] === BRACE;
  const text = isJson ? descriptionAt(bytes, start, end) : textAt(bytes, start, end);
  if (text < 0) return false;
  return sieve().mayBegin(bytes, text) || endsFromManager(bytes, isJson ? end - JSON_END.length : end);
}

/** Where the message begins, behind time, writer and level; where it all begins if there is no level. */
function textAt(bytes: Uint8Array, start: number, end: number): number {
  const isDated = hasTime(bytes, start);
  const from = isDated ? start + TIME : start;
  const stop = Math.min(end, from + LONGEST_HEAD);
  let word = from;
  for (let at = from; at < stop; at++) {
    if (bytes[at] !== COLON || bytes[at + 1] !== BLANK) continue;
    if (at - word === LEVEL_LENGTHS[bytes[word] ?? 0]) {
      return isDated && word === from ? behindBrackets(bytes, at + 2, end) : at + 2;
    }
    word = at + 2;
  }
  return from;
}

/** The cluster's own log has no writer, and says in brackets which node and which task it is about. */
function behindBrackets(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (bytes[at] === OPENING) {
    const close = bytes.indexOf(CLOSING, at);
    if (close < 0 || close + 2 > end) return at;
    // 3.8 writes a colon behind some.
    at = close + (bytes[close + 1] === COLON ? 3 : 2);
  }
  return at;
}

function descriptionAt(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== QUOTE || !isDescription(bytes, at)) continue;
    const value = bytes.indexOf(QUOTE, at + DESCRIPTION.length);
    return value < 0 || value >= end ? -1 : value + 1;
  }
  return -1;
}

function isDescription(bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < DESCRIPTION.length; index++) {
    if (bytes[at + index] !== DESCRIPTION[index]) return false;
  }
  return true;
}

function endsFromManager(bytes: Uint8Array, end: number): boolean {
  const last = bytes[end - 1] === RETURN ? end - 1 : end;
  const from = last - FROM_MANAGER.length;
  if (bytes[last - 1] !== PARENTHESIS || bytes[from + 1] !== FROM_MANAGER.charCodeAt(1)) return false;
  return decoder.decode(bytes.subarray(Math.max(from, 0), last)) === FROM_MANAGER;
}
