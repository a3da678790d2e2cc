/** An open script: its text and its tree, kept in step edit by edit. */

import { Edit, type Tree } from "web-tree-sitter";
import type { ScriptLanguage } from "../../languages/index.ts";
import type { TextEdit } from "../text-edit.ts";
import type { Grammar } from "./grammar.ts";
import { mayBePollScript } from "./poll-script.ts";
import { ScriptReading } from "./reading.ts";

/** A longer text is generated or data, and nobody's poll script. UTF-16 units. */
const LONGEST = 512 * 1024;

/** Nothing is parsed before `read`. Give the tree back with `close`: it is no memory of JavaScript. */
export class ScriptDocument {
  readonly language: ScriptLanguage;
  #text: string;
  #starts: readonly number[] | undefined;
  /** The tree of an older text, edited so that the parser knows what has changed; of this text where `#reading` is there. */
  #tree: Tree | undefined;
  #reading: ScriptReading | undefined;

  constructor(language: ScriptLanguage, text: string) {
    this.language = language;
    this.#text = text;
  }

  getText(): string {
    return this.#text;
  }

  /** A look at the words alone says that it is none, so that it need not be parsed at all. */
  mayBePollScript(): boolean {
    return this.#text.length <= LONGEST && mayBePollScript(this.#text);
  }

  applyEdit({ startLine, startColumn, endLine, endColumn, newText }: TextEdit): void {
    const startIndex = this.offsetAt(startLine, startColumn);
    const oldEndIndex = Math.max(startIndex, this.offsetAt(endLine, endColumn));
    const newEndIndex = startIndex + newText.length;
    const startPosition = this.#pointAt(startIndex);
    const oldEndPosition = this.#pointAt(oldEndIndex);
    this.#text = this.#text.slice(0, startIndex) + newText + this.#text.slice(oldEndIndex);
    this.#starts = undefined;
    this.#reading = undefined;
    const newEndPosition = this.#pointAt(newEndIndex);
    this.#tree?.edit(
      new Edit({ startIndex, oldEndIndex, newEndIndex, startPosition, oldEndPosition, newEndPosition }),
    );
  }

  /** The text as the rules see it; parsed again only where it has changed. */
  read(grammar: Grammar): ScriptReading {
    if (this.#reading !== undefined) return this.#reading;
    const tree = grammar.parser.parse(this.#text, this.#tree ?? null);
    if (tree === null) throw new Error("the parser has no language");
    this.#tree?.delete();
    this.#tree = tree;
    this.#reading = new ScriptReading(this.language, this.#text, tree, grammar);
    return this.#reading;
  }

  /** The offset of a place; one behind the end of its line goes to that end. */
  offsetAt(line: number, column: number): number {
    const starts = this.#lineStarts();
    const start = starts[line];
    if (start === undefined) return this.#text.length;
    const next = starts[line + 1];
    return Math.min(start + column, next === undefined ? this.#text.length : next - 1);
  }

  /** The place of an offset. */
  positionAt(offset: number): { readonly line: number; readonly column: number } {
    const { row, column } = this.#pointAt(offset);
    return { line: row, column };
  }

  /** Gives the memory of the tree back. */
  close(): void {
    this.#tree?.delete();
    this.#tree = undefined;
    this.#reading = undefined;
  }

  #pointAt(offset: number): { row: number; column: number } {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { row: low, column: offset - (starts[low] ?? 0) };
  }

  /** The parser knows only line feeds, so lines here do too. */
  #lineStarts(): readonly number[] {
    if (this.#starts !== undefined) return this.#starts;
    const starts = [0];
    for (let at = this.#text.indexOf("\n"); at >= 0; at = this.#text.indexOf("\n", at + 1))
      starts.push(at + 1);
    this.#starts = starts;
    return starts;
  }
}
