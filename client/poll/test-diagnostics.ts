/** How long the diagnostics of a test live. They are about the text that was run, so they end with it. */

import {
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  Disposable,
  languages,
  Range,
  TabInputText,
  type TextDocument,
  type TextDocumentChangeEvent,
  type Uri,
  window,
  workspace,
} from "vscode";
import { say } from "../../core/words/index.ts";

/**
 * An edit marks them as stale but keeps them, so that the user can still work through them even if every edit is saved
 * immediately. The next test replaces them. Closing the tab, or renaming or deleting the file, removes them.
 */
export class TestDiagnostics implements Disposable {
  readonly #collection: DiagnosticCollection = languages.createDiagnosticCollection("keypoll-test");
  readonly #stale = new Set<string>();
  readonly #listeners: Disposable;

  constructor() {
    this.#listeners = Disposable.from(
      workspace.onDidChangeTextDocument((change) => this.#changed(change)),
      workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) this.clear(uri);
      }),
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri } of files) this.clear(oldUri);
      }),
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const { input } of closed) {
          // A tab that is moved to another group is closed here and opened there.
          if (input instanceof TabInputText && !isShown(input.uri)) this.clear(input.uri);
        }
      }),
    );
  }

  /** The diagnostics of a test that has ended. They replace those of the last one. */
  set({ uri }: TextDocument, diagnostics: readonly Diagnostic[]): void {
    this.#stale.delete(uri.toString());
    this.#collection.set(uri, diagnostics);
  }

  clear(uri: Uri): void {
    this.#stale.delete(uri.toString());
    this.#collection.delete(uri);
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#collection.dispose();
  }

  #changed({ document: { uri }, contentChanges }: TextDocumentChangeEvent): void {
    const found = this.#collection.get(uri) ?? [];
    if (found.length === 0 || contentChanges.length === 0 || this.#stale.has(uri.toString())) return;
    this.#stale.add(uri.toString());
    this.#collection.set(
      uri,
      found.map((each) => stale(each, contentChanges)),
    );
  }
}

function isShown(uri: Uri): boolean {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
}

function stale(diagnostic: Diagnostic, changes: TextDocumentChangeEvent["contentChanges"]): Diagnostic {
  const { range, message, source, code } = diagnostic;
  const moved = changes
    .filter((change) => change.range.end.isBefore(range.start))
    .map(({ range: { start, end }, text }) => text.split("\n").length - 1 - (end.line - start.line))
    .reduce((sum, lines) => sum + lines, 0);
  const line = (at: number): number => Math.max(0, at + moved);
  const { start, end } = range;
  const now = new Range(line(start.line), start.character, line(end.line), end.character);
  const text = say`${message} (before the last edit)`;
  const shown = new Diagnostic(now, text, DiagnosticSeverity.Information);
  if (source !== undefined) shown.source = source;
  if (code !== undefined) shown.code = code;
  return shown;
}
