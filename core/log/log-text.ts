/**
 * An open log as a text that is edited. If it grows at its end, only the new part is read. After other edits it is read
 * again when it is next needed.
 */

import { type KnownLine, LogReader } from "./reader.ts";
import { Story } from "./story.ts";
import { type Summary, summaryOf } from "./summary.ts";

/** Lines and columns from 0, as an editor counts them: CR LF, LF and CR end a line. */
interface LogEdit {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly newText: string;
}

/** Maximum known lines that are kept. The story counts all, and a line under the pointer is read separately. */
const MOST_LINES = 20_000;

/** Characters that are passed on at once. */
const PIECE = 1 << 20;

const ENDS = /\r\n|\n|\r/;

const encoder = new TextEncoder();

export class LogText {
  readonly #path: string;
  #lines: string[];
  /** The text ends with a carriage return, so a line feed after it belongs to the same line end. */
  #endsInReturn: boolean;
  #reading: Reading | undefined;

  /** `path` is the name of the log. */
  constructor(path: string, text: string) {
    this.#path = path;
    this.#lines = text.split(ENDS);
    this.#endsInReturn = text.endsWith("\r");
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  /** Without its line end. */
  lineText(line: number): string {
    return this.#lines[line] ?? "";
  }

  applyEdit(edit: LogEdit): void {
    const { startLine, startColumn, newText } = edit;
    const last = this.#lines.length - 1;
    const isAtEnd =
      startLine > last || (startLine === last && startColumn >= (this.#lines[last] ?? "").length);
    if (isAtEnd) this.#append(newText);
    else this.#replace(edit);
  }

  /** The known lines in their order, up to a limit. */
  get known(): readonly KnownLine[] {
    return this.#read().known;
  }

  get summary(): Summary {
    return this.#read().summaryAs(this.#path);
  }

  #append(added: string): void {
    if (added === "") return;
    const text = this.#endsInReturn && added.startsWith("\n") ? added.slice(1) : added;
    this.#endsInReturn = added.endsWith("\r");
    const [first = "", ...others] = text.split(ENDS);
    const last = this.#lines.length - 1;
    // A last line that was already read has changed now.
    if (first !== "" && (this.#reading?.lines ?? 0) > last) this.#reading = undefined;
    this.#lines[last] = `${this.#lines[last] ?? ""}${first}`;
    for (const line of others) this.#lines.push(line);
  }

  #replace({ startLine, startColumn, endLine, endColumn, newText }: LogEdit): void {
    const before = this.lineText(startLine).slice(0, startColumn);
    const isToEnd = endLine >= this.#lines.length;
    const after = this.lineText(endLine).slice(endColumn);
    if (isToEnd || (endLine === this.#lines.length - 1 && after === "")) {
      this.#endsInReturn = newText === "" ? false : newText.endsWith("\r");
    }
    const replaced = `${before}${newText}${after}`.split(ENDS);
    this.#lines = this.#lines.slice(0, startLine).concat(replaced, this.#lines.slice(endLine + 1));
    this.#reading = undefined;
  }

  /** Reads what has not been read. */
  #read(): Reading {
    this.#reading ??= new Reading();
    this.#reading.take(this.#lines);
    return this.#reading;
  }
}

/** What has been read so far. */
class Reading {
  readonly known: KnownLine[] = [];
  readonly #story = new Story();
  readonly #reader = new LogReader((line) => {
    this.#story.add(line);
    if (this.known.length < MOST_LINES) this.known.push(line);
  });
  #summary: Summary | undefined;

  /** The number of lines of the text. */
  get lines(): number {
    return this.#reader.lines;
  }

  /** Reads the lines from its position on. An empty last line does not count. */
  take(lines: readonly string[]): void {
    const end = lines.at(-1) === "" ? lines.length - 1 : lines.length;
    if (this.lines >= end) return;
    this.#summary = undefined;
    let piece = "";
    for (let line = this.lines; line < end; line++) {
      piece += `${lines[line]}\n`;
      if (piece.length < PIECE && line < end - 1) continue;
      this.#reader.push(encoder.encode(piece));
      piece = "";
    }
  }

  summaryAs(path: string): Summary {
    this.#summary ??= summaryOf([{ path, reader: this.#reader }], this.#story);
    return this.#summary;
  }
}

/** The meaning of a single line. */
export function knownLine(text: string): KnownLine | undefined {
  const known: KnownLine[] = [];
  const reader = new LogReader((line) => known.push(line));
  reader.push(encoder.encode(`${text}\n`));
  return known[0];
}
