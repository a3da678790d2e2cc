/** An open script: its text and its tree, updated edit by edit. */

import { Edit, type Tree } from "web-tree-sitter";
import type { ScriptLanguage } from "../../languages/index.ts";
import { Lines } from "../lines.ts";
import type { TextEdit } from "../text-edit.ts";
import type { Grammar } from "./grammar.ts";
import { mayBePollScript } from "./poll-script.ts";
import { ScriptReading } from "./reading.ts";

/** UTF-16 units. A longer text is generated or data, and not a poll script. */
const LONGEST = 512 * 1024;

/** Nothing is parsed before `read`. Release the tree with `close`: it is not in JavaScript's memory. */
export class ScriptDocument {
  readonly language: ScriptLanguage;
  #text: string;
  /** The lines of the text as the parser counts them. */
  #rows: Lines | undefined;
  /**
   * The tree of an older text, edited so that the parser knows what has changed. If `#reading` is set, the tree of this
   * text.
   */
  #tree: Tree | undefined;
  #reading: ScriptReading | undefined;

  constructor(language: ScriptLanguage, text: string) {
    this.language = language;
    this.#text = text;
  }

  getText(): string {
    return this.#text;
  }

  /** False if a check of the words alone shows that it is not one, so that it need not be parsed. */
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

  /** The text as the rules see it. Parsed again only if it has changed. */
  read(grammar: Grammar): ScriptReading {
    if (this.#reading !== undefined) return this.#reading;
    const tree = this.#parse(grammar);
    this.#tree?.delete();
    this.#tree = tree;
    this.#reading = new ScriptReading(this.language, this.#text, tree, grammar);
    return this.#reading;
  }

  /**
   * How the parser recovers from an error depends on its initial tree, so a text with an error is parsed from scratch.
   */
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

  /** Releases the memory of the tree. */
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
