/** An open log with what is known of its lines; read once for each version of it. */

import type { TextDocument } from "vscode";
import { type KnownLine, LogReader, Story, type Summary, summaryOf } from "../../core/log/index.ts";

export interface OpenLog {
  readonly version: number;
  readonly lines: readonly KnownLine[];
  readonly summary: Summary;
}

/** Lines that are linked; the story counts all, and a line that is pointed at is read by itself. */
const MOST_LINES = 20_000;

const read = new WeakMap<TextDocument, OpenLog>();

export function openLog(document: TextDocument): OpenLog {
  const { version } = document;
  const before = read.get(document);
  if (before?.version === version) return before;
  const story = new Story();
  const lines: KnownLine[] = [];
  const reader = new LogReader((line) => {
    story.add(line);
    if (lines.length < MOST_LINES) lines.push(line);
  });
  reader.push(new TextEncoder().encode(document.getText()));
  reader.end();
  const path = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1);
  const log = { version, lines, summary: summaryOf([{ path, reader }], story) };
  read.set(document, log);
  return log;
}

/** What is known of one line, from 0; also of one that is not kept. */
export function knownLineAt(document: TextDocument, line: number): KnownLine | undefined {
  const known: KnownLine[] = [];
  const reader = new LogReader((each) => known.push(each));
  reader.push(new TextEncoder().encode(document.lineAt(line).text));
  reader.end();
  return known[0];
}
