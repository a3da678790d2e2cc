/** Chooses the record that a command works on. */

import { type QuickPickItem, type TextDocument, Uri, window } from "vscode";
import { type FoundRecord, recordOnLine } from "../../core/agents/index.ts";
import { bytesFromText, type Release } from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";
import { shownField } from "./shown-field.ts";

/** A record and its line, from 0. */
export interface ChosenRecord {
  readonly line: number;
  readonly record: FoundRecord;
}

/** What VS Code and code actions pass to a command: a file, and perhaps a line in it. */
export interface Clicked {
  readonly uri: unknown;
  readonly line: unknown;
}

/**
 * The record on the named or clicked line, or else one that the user picks. Undefined if there is none, or if none is
 * picked.
 */
export function chooseRecord(
  document: TextDocument,
  release: Release,
  { uri, line }: Clicked,
  title: string,
): Promise<ChosenRecord | undefined> {
  const cursor = cursorLine(document);
  const named = typeof line === "number" ? line : cursor;
  const clicked =
    uri instanceof Uri || typeof line === "number" ? recordAt(document, named, release) : undefined;
  return clicked === undefined ? pickRecord(document, release, cursor, title) : Promise.resolve(clicked);
}

function cursorLine(document: TextDocument): number {
  const editor = window.activeTextEditor;
  return editor?.document === document ? editor.selection.active.line : -1;
}

function recordAt(document: TextDocument, line: number, release: Release): ChosenRecord | undefined {
  if (line < 0 || line >= document.lineCount) return undefined;
  const record = recordOnLine(bytesFromText(document.lineAt(line).text), release);
  return record === undefined ? undefined : { line, record };
}

type Row = QuickPickItem & { readonly chosen: ChosenRecord };

async function pickRecord(
  document: TextDocument,
  release: Release,
  cursor: number,
  title: string,
): Promise<ChosenRecord | undefined> {
  const lines = Array.from({ length: document.lineCount }, (_, line) => line);
  const rows = lines.flatMap((line): Row[] => {
    const chosen = recordAt(document, line, release);
    return chosen === undefined ? [] : [rowOf(chosen)];
  });
  if (rows.length === 0) {
    void window.showInformationMessage(say`There is no agent in the file.`);
    return undefined;
  }
  // The record under the cursor comes first.
  rows.sort((a, b) => Number(b.chosen.line === cursor) - Number(a.chosen.line === cursor));
  const placeHolder = say`Id, name or address of the agent`;
  const options = { title, placeHolder, matchOnDescription: true };
  return (await window.showQuickPick(rows, options))?.chosen;
}

function rowOf(chosen: ChosenRecord): Row {
  const { id, name, address } = chosen.record.entry;
  return {
    label: `${shownField(id)} ${shownField(name)}`,
    description: shownField(address.stored),
    chosen,
  };
}
