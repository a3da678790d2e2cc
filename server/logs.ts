/**
 * Open logs of a manager or an agent: problems by cause, the meaning of known lines, agents as symbols, links to their
 * records.
 */

import {
  type Diagnostic,
  type DocumentLink,
  type DocumentSymbol,
  type Hover,
  type Location,
  MarkupKind,
  type Position,
  type Range,
  SymbolKind,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { explainLog } from "../core/lint/explain/index.ts";
import { escapedMarkdown } from "../core/lint/markdown.ts";
import { docsPage } from "../core/lint/rule-page.ts";
import { isProblem } from "../core/lint/severity.ts";
import { decoded } from "../core/lint/uri.ts";
import { agentName, type KnownLine, knownLine, LogText, storyMarkdown } from "../core/log/index.ts";
import { say } from "../core/words/index.ts";
import { SOURCE, severityOf } from "./diagnostics.ts";
import type { OpenKeyFile } from "./key-files.ts";
import { textEditOf } from "./text-edits.ts";

export interface OpenLog {
  readonly kind: "log";
  readonly uri: string;
  readonly languageId: string;
  version: number;
  text: LogText;
}

export function openLog(uri: string, languageId: string, version: number, text: string): OpenLog {
  return { kind: "log", uri, languageId, version, text: logText(uri, text) };
}

function logText(uri: string, text: string): LogText {
  return new LogText(decoded(uri.slice(uri.lastIndexOf("/") + 1)), text);
}

export function updateLog(
  file: OpenLog,
  changes: Iterable<TextDocumentContentChangeEvent>,
  version: number,
): OpenLog {
  for (const change of changes) {
    if ("range" in change) file.text.applyEdit(textEditOf(change));
    else file.text = logText(file.uri, change.text);
  }
  file.version = version;
  return file;
}

/** One for each cause that needs action, at its first line. */
export function logDiagnosticsOf({ text }: OpenLog): Diagnostic[] {
  return text.summary.causes
    .filter(({ severity }) => isProblem(severity))
    .map(({ cause, severity, title, meaning, advice, count, agents, first, last, example }) => {
      const about = agents === 0 ? "" : agents === 1 ? say` about 1 agent` : say` about ${agents} agents`;
      const when =
        first === undefined ? "" : first === last ? `, ${first}` : `, ${say`${first} to ${last ?? first}`}`;
      return {
        range: lineRange(text, example.line),
        severity: severityOf[severity],
        source: SOURCE,
        code: cause,
        codeDescription: { href: docsPage("logs") },
        message: `${title} (${linesText(count)}${about}${when}). ${meaning} ${advice}`,
      };
    });
}

function linesText(count: number): string {
  return count === 1 ? say`1 line` : say`${count} lines`;
}

/** The whole line, by its number from 1. */
function lineRange(text: LogText, line: number): Range {
  const at = Math.min(line, text.lineCount) - 1;
  return { start: { line: at, character: 0 }, end: { line: at, character: text.lineText(at).length } };
}

/** What a known line means, and what to do about it. */
export function logHoverAt({ text }: OpenLog, { line }: Position): Hover | null {
  const shown = text.lineText(line);
  const known = knownLine(shown);
  const message = explainLog(shown).messages.find(({ id }) => id === known?.content.id);
  if (message === undefined) return null;
  const { id, meaning, advice, releases } = message;
  const value = [
    `**${id}** (${escapedMarkdown(releases)})`,
    escapedMarkdown(meaning),
    say`What to do: ${escapedMarkdown(advice)}`,
  ].join("\n\n");
  return { contents: { kind: MarkupKind.Markdown, value }, range: lineRange(text, line + 1) };
}

/** Agents, and below each what happened to it, at the first line of each cause. */
export function logSymbolsOf({ text }: OpenLog): DocumentSymbol[] {
  const { agents, causes } = text.summary;
  const titleOf = new Map<string, string>(causes.map(({ cause, title }) => [cause, title]));
  return agents.map((agent) => {
    const children = agent.causes.map(({ cause, count, example }): DocumentSymbol => {
      const range = lineRange(text, example.line);
      return {
        name: titleOf.get(cause) ?? cause,
        detail: linesText(count),
        kind: SymbolKind.Event,
        range,
        selectionRange: range,
      };
    });
    const own = children[0]?.range ?? lineRange(text, 1);
    return {
      name: agentName(agent),
      detail: agent.conclusions.join(" "),
      kind: SymbolKind.Object,
      range: children.map(({ range }) => range).reduce(union, own),
      selectionRange: own,
      children,
    };
  });
}

function union(one: Range, other: Range): Range {
  return {
    start: one.start.line <= other.start.line ? one.start : other.start,
    end: one.end.line >= other.end.line ? one.end : other.end,
  };
}

/** From ids and names in known lines to their records in open lists of agents. */
export function logLinksOf({ text }: OpenLog, keyFiles: readonly OpenKeyFile[]): DocumentLink[] {
  if (keyFiles.length === 0) return [];
  return text.known.flatMap((known) => {
    const named = agentIn(text, known);
    const place = named && recordOf(keyFiles, named.word);
    if (named === undefined || place === undefined) return [];
    const target = `${place.uri}#L${place.range.start.line + 1}`;
    return [{ range: named.range, target, tooltip: say`Go to the agent in client.keys` }];
  });
}

/** The record of the agent that a line names. */
export function logDefinitionAt(
  { text }: OpenLog,
  { line, character }: Position,
  keyFiles: readonly OpenKeyFile[],
): Location[] {
  const known = knownLine(text.lineText(line));
  const named = known && agentIn(text, { ...known, line: line + 1 });
  if (named === undefined) return [];
  const { start, end } = named.range;
  if (character < start.character || character > end.character) return [];
  const place = recordOf(keyFiles, named.word);
  return place === undefined ? [] : [place];
}

/** Where a known line has the id or the name of its agent. */
function agentIn(
  text: LogText,
  known: KnownLine,
): { readonly word: string; readonly range: Range } | undefined {
  const word = known.content.subject?.id ?? known.content.subject?.name;
  if (word === undefined) return undefined;
  const line = known.line - 1;
  const at = text.lineText(line).lastIndexOf(word);
  if (at < 0) return undefined;
  return { word, range: { start: { line, character: at }, end: { line, character: at + word.length } } };
}

interface Records {
  readonly revision: number;
  /** The line of each, by id and by name. */
  readonly lines: ReadonlyMap<string, number>;
}

const recordsIn = new WeakMap<OpenKeyFile, Records>();

/** In the list that was opened last. */
function recordOf(keyFiles: readonly OpenKeyFile[], word: string): Location | undefined {
  for (const file of [...keyFiles].reverse()) {
    const line = linesOf(file).get(word);
    if (line === undefined) continue;
    // The first column, which is the same in every encoding.
    const start = { line, character: 0 };
    return { uri: file.uri, range: { start, end: start } };
  }
  return undefined;
}

/** The manager finds the first record of an id. Lines are read once for each version of the list. */
function linesOf(file: OpenKeyFile): ReadonlyMap<string, number> {
  const { model } = file;
  const before = recordsIn.get(file);
  if (before?.revision === model.revision) return before.lines;
  const lines = new Map<string, number>();
  for (let line = model.lineCount - 1; line >= 0; line--) {
    const { kind, id, name } = model.factsAt(line);
    if (kind !== "record" && kind !== "fatal") continue;
    lines.set(name, line);
    lines.set(id, line);
  }
  recordsIn.set(file, { revision: model.revision, lines });
  return lines;
}

/** The story of the log as Markdown, for editors that show it. */
export function logStoryOf({ text }: OpenLog): string {
  return storyMarkdown(text.summary);
}
