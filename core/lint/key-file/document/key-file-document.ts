/** `client.keys` as an open document: its lines, the kind of each, and what they share, updated with every edit. */

import type { TextEdit } from "../../text-edit.ts";
import type { TextEncoding } from "../encoding.ts";
import type { LineFacts } from "../line-facts.ts";
import { LineReader } from "../line-reader.ts";
import type { FileFacts } from "../rules/file.ts";
import { type LintContext, lineRules } from "../rules/index.ts";
import { takeLines } from "./each-line.ts";
import { type EditorLines, LoneReturns } from "./editor-lines.ts";
import { LineGroups } from "./line-groups.ts";
import { LineKinds } from "./line-kinds.ts";
import { type Handle, LineList } from "./line-list.ts";
import { LineTexts } from "./line-texts.ts";
import { LinesInOrder } from "./lines-in-order.ts";
import { markingRules, numberOf } from "./marking-rules.ts";
import { type OpenedText, type TextPiece, textInMemory } from "./opened-text.ts";
import type { FoundLines } from "./plain-lines.ts";
import { bitsOf, RuleMarks } from "./rule-marks.ts";

/** Only the questions of the rules, in objects of one shape, because they are asked for every line. */
const allRules = lineRules.map(({ applies, code }) => ({ applies, ...bitsOf([numberOf(code)]) }));
const rulesOnSoundLines = allRules.filter((_, at) => lineRules[at]?.onSoundLines);

/**
 * The model for diagnostics, hovers and look-ups. Lines end only at line feeds, as for the manager; a carriage return
 * stays in its line. An edit costs as much as the lines that it changes.
 */
export class KeyFileDocument {
  readonly context: LintContext;
  readonly encoding: TextEncoding;
  #revision = 0;
  readonly #list = new LineList();
  readonly #texts: LineTexts;
  /** Handles below this one are in use. */
  #handles = 0;
  readonly #free: Handle[] = [];
  readonly #kinds = new LineKinds();
  readonly #returns = new LoneReturns();
  readonly #marks: RuleMarks;
  readonly #facts: LineReader;
  /** For reading one line while `#facts` holds another. */
  readonly #otherFacts: LineReader;
  readonly #groups: LineGroups;
  readonly #order = new LinesInOrder(this.#list);

  /** `isOff` says which rules are switched off. They are counted but never found. */
  constructor(
    given: string | OpenedText,
    context: LintContext,
    isOff: (code: string) => boolean = () => false,
  ) {
    const text = typeof given === "string" ? textInMemory(given) : given;
    this.context = context;
    this.#texts = new LineTexts(text);
    this.encoding = text.encoding;
    this.#facts = new LineReader(context.release, text.encoding);
    this.#otherFacts = new LineReader(context.release, text.encoding);
    const shown = markingRules.flatMap((code, number) => (isOff(code) ? [] : [number]));
    this.#marks = new RuleMarks(markingRules.length, bitsOf(shown), (handle, isShown) =>
      this.#list.mark(handle, isShown),
    );
    this.#groups = new LineGroups(
      (handle) => this.#look(handle),
      (one, other) => this.#list.lineOf(one) < this.#list.lineOf(other),
      (handle, rule, on) => this.#marks.mark(handle, rule, on),
    );
    this.#open(text);
  }

  /** Increases with every edit. */
  get revision(): number {
    return this.#revision;
  }

  get lineCount(): number {
    return this.#list.length;
  }

  /** A line without its line feed. */
  lineText(line: number): string {
    const handle = this.#list.at(line);
    return handle === undefined ? "" : this.#texts.get(handle);
  }

  /** The whole text. */
  getText(): string {
    return Array.from(this.#list.handles(), (handle) => this.#texts.get(handle)).join("\n");
  }

  /** The facts of a line. The next call reuses the object. */
  factsAt(line: number): LineFacts {
    return this.#facts.read(this.lineText(line), line === this.lineCount - 1);
  }

  /** The lines as an editor counts them. Undefined if those are the file's own. */
  get editorLines(): EditorLines | undefined {
    const last = this.lineCount - 1;
    const textOf = (line: number): string => `${this.lineText(line)}${line === last ? "" : "\n"}`;
    return this.#returns.editorLines(this.#list, textOf);
  }

  /** Changes the text. Places outside it are moved to its nearest end, as in editors. */
  applyEdit(edit: TextEdit): void {
    this.#revision++;
    this.#order.forget();
    this.#returns.forgetLines();
    const [startLine, startColumn] = this.#clamp(edit.startLine, edit.startColumn);
    const [endLine, endColumn] = this.#clamp(edit.endLine, edit.endColumn);
    const before = this.lineText(startLine).slice(0, startColumn);
    const after = this.lineText(endLine).slice(endColumn);
    const lines = `${before}${edit.newText}${after}`.split("\n");
    this.#replaceLines(startLine, endLine - startLine + 1, lines, endLine === this.lineCount - 1);
  }

  /** Whether an edit replaces the whole text. */
  isReplacedBy({ startLine, startColumn, endLine, endColumn }: TextEdit): boolean {
    const [firstLine, firstColumn] = this.#clamp(startLine, startColumn);
    const [lastLine, lastColumn] = this.#clamp(endLine, endColumn);
    const isFromStart = firstLine === 0 && firstColumn === 0;
    return isFromStart && lastLine === this.lineCount - 1 && lastColumn === this.lineText(lastLine).length;
  }

  fileFacts(): FileFacts {
    return this.#kinds.factsOf(this.lineCount);
  }

  /** The number of lines that a marking rule marks, shown or not. */
  countOf(code: string): number {
    return this.#marks.count(numberOf(code));
  }

  /** Lines with findings in order, each with the codes of its rules. Rules that are off are left out. */
  *markedLines(): Generator<{ readonly line: number; readonly codes: readonly string[] }> {
    for (const { line, handle } of this.#list.marked()) {
      yield { line, codes: markingRules.filter((_code, number) => this.#marks.shows(handle, number)) };
    }
  }

  /** The lines, from 0 and in order, that share the field of `code` with a line, including the line itself. */
  sharing(code: string, line: number): readonly number[] {
    return this.sharingWith(code, this.factsAt(line));
  }

  /** The lines that share the field of `code` with a line that may be outside the document. */
  sharingWith(code: string, facts: LineFacts): readonly number[] {
    const group = this.#groups.sharing(code, facts);
    return group === undefined ? [] : this.#order.of(group);
  }

  /** The first other line with the widest range that contains or equals the range of this line. */
  containingRange(line: number): number | undefined {
    const handle = this.#list.at(line);
    const group = handle === undefined ? undefined : this.#groups.containing(handle, this.factsAt(line));
    return group === undefined ? undefined : this.#order.of(group).find((each) => each !== line);
  }

  #look(handle: Handle): LineFacts {
    return this.#otherFacts.read(this.#texts.get(handle), this.#kinds.isLast(handle));
  }

  #clamp(line: number, column: number): readonly [number, number] {
    if (line < 0) return [0, 0];
    const last = this.lineCount - 1;
    if (line > last) return [last, this.lineText(last).length];
    return [line, Math.min(Math.max(column, 0), this.lineText(line).length)];
  }

  /** Reads the initial text of the document, line by line in its place. */
  #open(text: OpenedText): void {
    const count = text.lineCount;
    this.#list.fill(count);
    this.#handles = count;
    this.#texts.reserve(count);
    this.#kinds.reserve(count);
    this.#groups.reserve(count);
    const last = count - 1;
    const readsAll = lineRules.some(({ onPlainLines }) => onPlainLines?.(this.context));
    takeLines(text, readsAll, {
      takePlain: (handle, piece, start, lines, most) => {
        const count = this.#groups.countUnrelated(lines, most);
        if (count > 0) this.#enterPlain(handle, piece, start, lines, count);
        return count;
      },
      takeOther: (handle, piece, start) => {
        const facts = this.#facts.readFrom(piece, start, handle === last);
        this.#texts.place(handle, piece.placeOf(start), piece.placeOf(facts.end));
        this.#enter(handle, facts, handle === last);
        return facts.end;
      },
    });
    this.#groups.open();
    // They keep the last piece until they are filled again.
    this.#facts.read("", true);
  }

  /** Adds plain lines of the opened text to counts and indexes. */
  #enterPlain(first: Handle, piece: TextPiece, start: number, lines: FoundLines, count: number): void {
    let lineStart = start;
    for (let line = 0; line < count; line++) {
      const end = lines.endOf(line);
      this.#texts.place(first + line, piece.placeOf(lineStart), piece.placeOf(end));
      lineStart = end + 1;
    }
    this.#kinds.enterRecords(first, count, first + count === this.#handles);
    this.#groups.addPlain(first, lines, count);
  }

  #replaceLines(line: number, count: number, texts: readonly string[], toTheEnd: boolean): void {
    for (let gone = line; gone < line + count; gone++) {
      const handle = this.#list.at(gone);
      if (handle !== undefined) this.#forget(handle);
    }
    const handles = texts.map((text) => this.#newHandle(text));
    this.#list.splice(line, count, handles);
    for (const [at, handle] of handles.entries()) {
      const last = toTheEnd && at === handles.length - 1;
      this.#enter(handle, this.#facts.read(this.#texts.get(handle), last), last);
    }
    this.#groups.settle();
  }

  #newHandle(text: string): Handle {
    const handle = this.#free.pop() ?? this.#handles++;
    this.#texts.set(handle, text);
    return handle;
  }

  /** Adds a line of the list to counts and indexes. */
  #enter(handle: Handle, facts: LineFacts, last: boolean): void {
    this.#kinds.enter(handle, facts, last);
    if (facts.hasReturn) this.#returns.enter(handle, facts.text, last);
    let low = 0;
    let high = 0;
    for (const rule of facts.isSound ? rulesOnSoundLines : allRules) {
      if (!rule.applies(facts, this.context)) continue;
      low |= rule.low;
      high |= rule.high;
    }
    this.#marks.replace(handle, low, high);
    if (facts.kind === "record" || facts.kind === "fatal") this.#groups.add(handle, facts);
  }

  /** Removes a line that is about to leave the list from counts and indexes. Its handle may be reused. */
  #forget(handle: Handle): void {
    const kind = this.#kinds.kindOf(handle);
    if (kind === "record" || kind === "fatal")
      this.#groups.remove(handle, this.#facts.read(this.#texts.get(handle), this.#kinds.isLast(handle)));
    this.#kinds.leave(handle);
    this.#marks.replace(handle, 0, 0);
    this.#returns.leave(handle);
    this.#texts.remove(handle);
    this.#free.push(handle);
  }
}
