/** An open script: its text and its tree, kept in step edit by edit. */

import { Edit, type Tree } from "web-tree-sitter";
import type { ScriptLanguage } from "../../languages/index.ts";
import { Lines } from "../lines.ts";
import type { TextEdit } from "../text-edit.ts";
import type { Grammar } from "./grammar.ts";
import { mayBePollScript } from "./poll-script.ts";
import { ScriptReading } from "./reading.ts";

/** A longer text is generated or data, and nobody's poll script. UTF-16 units. */
const LONGEST = 512 * 1024;

/** Nothing is parsed before `read`. Give the tree back with `close`: it is not a memory of JavaScript. */
export class ScriptDocument {
  readonly language: ScriptLanguage;
  #text: string;
  /** The lines of the text to the parser. */
  #rows: Lines | undefined;
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

  /** Places are those of an editor. */
  applyEdit({ startLine, startColumn, endLine, endColumn, newText }: TextEdit): void {
    const lines = Lines.ofEditor(this.#text);
    const startIndex = lines.offset({ line: startLine, column: startColumn });
    const oldEndIndex = Math.max(startIndex, lines.offset({ line: endLine, column: endColumn }));
    const newEndIndex = startIndex + newText.length;
    const startPosition = this.#pointAt(startIndex);
    const oldEndPosition = this.#pointAt(oldEndIndex);
    this.#text = this.#text.slice(0, startIndex) + newText + this.#text.slice(oldEndIndex);
    this.#rows = undefined;
    this.#reading = undefined;
    const newEndPosition = this.#pointAt(newEndIndex);
    this.#tree?.edit(
      new Edit({ startIndex, oldEndIndex, newEndIndex, startPosition, oldEndPosition, newEndPosition }),
    );
  }

  /** The text as the rules see it; parsed again only where it has changed. */
  read(grammar: Grammar): ScriptReading {
    if (this.#reading !== undefined) return this.#reading;
    const tree = this.#parse(grammar);
    this.#tree?.delete();
    this.#tree = tree;
    this.#reading = new ScriptReading(this.language, this.#text, tree, grammar);
    return this.#reading;
  }

  /** How the parser gets over an error depends on the tree that it begins with, so a text with one is parsed from nothing. */
  #parse({ parser }: Grammar): Tree {
    const edited = this.#tree === undefined ? null : parser.parse(this.#text, this.#tree);
    if (edited?.rootNode.hasError === false) return edited;
    edited?.delete();
    const tree = parser.parse(this.#text, null);
    if (tree === null) throw new Error("the parser has no language");
    return tree;
  }

  /** The place of an offset, by lines that end at line feeds. */
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
    this.#rows ??= Lines.ofFile(this.#text);
    const { line, column } = this.#rows.at(offset);
    return { row: line, column };
  }
}
