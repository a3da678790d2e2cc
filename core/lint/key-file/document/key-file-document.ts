/** `client.keys` as an open document: its lines, the kind of each, and what they share, updated with every edit. */

import type { TextEdit } from "../../text-edit.ts";
import type { TextEncoding } from "../encoding.ts";
import { LineFacts, type LineKind } from "../line-facts.ts";
import type { FileFacts } from "../rules/file.ts";
import { type LintContext, lineRules } from "../rules/index.ts";
import { type EditorLines, LoneReturns } from "./editor-lines.ts";
import { Ints } from "./ints.ts";
import { LineGroups } from "./line-groups.ts";
import { type Handle, LineList } from "./line-list.ts";
import { LineTexts } from "./line-texts.ts";
import { LinesInOrder } from "./lines-in-order.ts";
import { markingRules, numberOf } from "./marking-rules.ts";
import { type OpenedText, textInMemory } from "./opened-text.ts";
import { bitsOf, RuleMarks } from "./rule-marks.ts";

/** Only the questions of the rules, in objects of one shape, because they are asked for every line. */
const allRules = lineRules.map(({ applies, code }) => ({ applies, ...bitsOf([numberOf(code)]) }));
const rulesOnSoundLines = allRules.filter((_, at) => lineRules[at]?.onSoundLines);

const kinds: readonly LineKind[] = ["end", "ignored", "skipped", "removed", "record", "fatal"];

/** Flags beside the kind of a line: no line feed follows it; the daemon that reads it exits. */
const LAST = 8;
const EXITS = 16;
const FLAGS = LAST | EXITS;

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
  /** Number of the line's kind in `kinds`, and the flags beside it. */
  readonly #kinds = new Ints();
  readonly #kindCounts = kinds.map(() => 0);
  readonly #returns = new LoneReturns();
  /** The number of lines at which the daemon exits. */
  #exits = 0;
  readonly #marks: RuleMarks;
  readonly #facts: LineFacts;
  /** For reading one line while `#facts` holds another. */
  readonly #otherFacts: LineFacts;
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
    this.#facts = new LineFacts(context.release, text.encoding);
    this.#otherFacts = new LineFacts(context.release, text.encoding);
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
    const [lastLine, lastColumn] = this.#clamp(endLine, endColumn);
    const isFromStart = startLine <= 0 && startColumn <= 0;
    return isFromStart && lastLine === this.lineCount - 1 && lastColumn === this.lineText(lastLine).length;
  }

  fileFacts(): FileFacts {
    const count = (kind: LineKind): number => this.#kindCounts[kinds.indexOf(kind)] ?? 0;
    return {
      lines: this.lineCount - count("end"),
      records: count("record"),
      removed: count("removed"),
      ignored: count("ignored"),
      skipped: count("skipped"),
      fatal: this.#exits,
      endsWithoutLineFeed: count("end") === 0,
    };
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
    return this.#otherFacts.read(this.#texts.get(handle), (this.#kinds.get(handle) & LAST) !== 0);
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
    let handle = 0;
    for (const piece of text.pieces()) {
      // A file that grows while it is read has more lines than were counted.
      for (let start = 0; start <= piece.codes.length && handle < count; handle++) {
        const last = handle === count - 1;
        const facts = this.#facts.readFrom(piece, start, last);
        this.#texts.place(handle, piece.placeOf(start), piece.placeOf(facts.end));
        start = facts.end + 1;
        this.#enter(handle, facts, last);
      }
    }
    this.#groups.settle();
    // They keep the last piece until they are filled again.
    this.#facts.read("", true);
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
    const kind = kinds.indexOf(facts.kind);
    this.#kinds.set(handle, kind | (last ? LAST : 0) | (facts.exits ? EXITS : 0));
    if (facts.exits) this.#exits++;
    if (facts.hasReturn) this.#returns.enter(handle, facts.text, last);
    this.#kindCounts[kind] = (this.#kindCounts[kind] ?? 0) + 1;
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
    const kind = this.#kinds.get(handle) & ~FLAGS;
    if ((this.#kinds.get(handle) & EXITS) !== 0) this.#exits--;
    this.#kindCounts[kind] = (this.#kindCounts[kind] ?? 0) - 1;
    if (kinds[kind] === "record" || kinds[kind] === "fatal") {
      const last = (this.#kinds.get(handle) & LAST) !== 0;
      this.#groups.remove(handle, this.#facts.read(this.#texts.get(handle), last));
    }
    this.#marks.replace(handle, 0, 0);
    this.#returns.leave(handle);
    this.#texts.remove(handle);
    this.#free.push(handle);
  }
}
