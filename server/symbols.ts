/** Agents as symbols, and removed ones as folds. Both stop at a limit. */

import {
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  SymbolKind,
  SymbolTag,
  type WorkspaceSymbol,
} from "vscode-languageserver";
import { withoutKeys } from "../core/lint/key-file/index.ts";
import type { OpenKeyFile } from "./key-files.ts";

/** Maximum symbols in one answer: a longer list is of no use, and costs seconds. */
export const MOST_SYMBOLS = 5000;

interface Agent {
  readonly line: number;
  readonly title: string;
  readonly ip: string;
  readonly removed: boolean;
  readonly length: number;
}

function* agentsOf(file: OpenKeyFile): Generator<Agent> {
  for (let line = 0; line < file.model.lineCount; line++) {
    const { kind, id, name, ip, text } = file.model.factsAt(line);
    const length = text.length;
    if (kind === "removed") {
      const removedName = text.split(" ")[1] ?? "";
      yield { line, title: withoutKeys(`${id} ${removedName}`), ip: "removed", removed: true, length };
    } else if (kind === "record" || kind === "fatal") {
      yield { line, title: withoutKeys(`${id} ${name}`), ip: withoutKeys(ip), removed: false, length };
    }
  }
}

/** The agents of a file, up to the limit. */
export function symbolsOf(file: OpenKeyFile): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  for (const { line, title, ip, removed, length } of agentsOf(file)) {
    if (symbols.length === MOST_SYMBOLS) break;
    const range = { start: { line, character: 0 }, end: { line, character: length } };
    symbols.push({
      name: title,
      detail: ip,
      kind: SymbolKind.Key,
      range,
      selectionRange: range,
      ...(removed && { tags: [SymbolTag.Deprecated] }),
    });
  }
  return symbols;
}

/** Agents of the open files whose id, name or address contains the query, ignoring case. */
export function workspaceSymbolsOf(
  files: readonly OpenKeyFile[],
  query: string,
): { symbols: WorkspaceSymbol[]; cut: boolean } {
  const wanted = query.toLowerCase();
  const symbols: WorkspaceSymbol[] = [];
  for (const file of files) {
    for (const { line, title, ip, length } of agentsOf(file)) {
      if (!`${title} ${ip}`.toLowerCase().includes(wanted)) continue;
      if (symbols.length === MOST_SYMBOLS) return { symbols, cut: true };
      const range = { start: { line, character: 0 }, end: { line, character: length } };
      symbols.push({
        name: title,
        kind: SymbolKind.Key,
        containerName: ip,
        location: { uri: file.uri, range },
      });
    }
  }
  return { symbols, cut: false };
}

/** Runs of at least two removed records. */
export function foldsOf(file: OpenKeyFile): FoldingRange[] {
  const folds: FoldingRange[] = [];
  let start: number | undefined;
  for (let line = 0; line <= file.model.lineCount; line++) {
    const removed = line < file.model.lineCount && file.model.factsAt(line).kind === "removed";
    if (removed) start ??= line;
    else if (start !== undefined) {
      if (line - start > 1)
        folds.push({ startLine: start, endLine: line - 1, kind: FoldingRangeKind.Comment });
      start = undefined;
    }
    if (folds.length === MOST_SYMBOLS) break;
  }
  return folds;
}
