/** Keys are secrets: they are hidden in the editor, except on the line where a person puts the cursor. */

import {
  commands,
  DecorationRangeBehavior,
  Disposable,
  Range,
  type TextEditor,
  type TextEditorSelectionChangeEvent,
  ThemeColor,
  window,
  workspace,
} from "vscode";
import { MASK } from "../../core/lint/mask.ts";
import { keyColumns } from "./key-columns.ts";
import { isKeyFile } from "./language.ts";

/** Lines beyond the visible ones that are decorated too, so that scrolling does not show a key for a moment. */
const MARGIN = 2000;

/** Starts hiding, and registers the commands that switch it. */
export function hideKeys(): Disposable {
  const masking = new Masking();
  return Disposable.from(
    masking,
    commands.registerCommand("keypoll.showKeys", () => masking.show(true)),
    commands.registerCommand("keypoll.hideKeys", () => masking.show(false)),
    window.onDidChangeVisibleTextEditors(() => masking.refreshAll()),
    window.onDidChangeActiveTextEditor(() => masking.refreshAll()),
    window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => masking.refresh(textEditor)),
    window.onDidChangeTextEditorSelection((event) => masking.onSelection(event)),
    workspace.onDidChangeTextDocument(({ document }) => masking.refreshAll(document.uri.toString())),
    workspace.onDidOpenTextDocument(({ uri }) => masking.refreshAll(uri.toString())),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("keypoll.keys.hidden")) masking.show(!hiddenBySetting());
    }),
  );
}

function hiddenBySetting(): boolean {
  return workspace.getConfiguration("keypoll").get("keys.hidden", true);
}

class Masking implements Disposable {
  /** The key keeps its place and loses its colour; dots lie over it. */
  readonly #type = window.createTextEditorDecorationType({
    color: "transparent",
    before: {
      contentText: MASK,
      color: new ThemeColor("descriptionForeground"),
      textDecoration: "none; position: absolute; pointer-events: none",
    },
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });
  /** Editors in which a person has moved the cursor: merely opening a file shows no key. */
  readonly #entered = new WeakSet<TextEditor>();
  #shown = false;

  constructor() {
    this.show(!hiddenBySetting());
  }

  /** Shows or hides all keys in this window until it is said otherwise. */
  show(shown: boolean): void {
    this.#shown = shown;
    void commands.executeCommand("setContext", "keypoll.keysShown", shown);
    this.refreshAll();
  }

  onSelection({ textEditor, kind }: TextEditorSelectionChangeEvent): void {
    if (kind !== undefined) this.#entered.add(textEditor);
    this.refresh(textEditor);
  }

  /** Brings all visible editors up to date, or those of one document. */
  refreshAll(uri?: string): void {
    for (const editor of window.visibleTextEditors) {
      if (uri === undefined || editor.document.uri.toString() === uri) this.refresh(editor);
    }
  }

  refresh(editor: TextEditor): void {
    // An editor that has changed its language still has the decorations of before.
    editor.setDecorations(this.#type, this.#shown || !isKeyFile(editor.document) ? [] : this.#hidden(editor));
  }

  dispose(): void {
    this.#type.dispose();
  }

  #hidden(editor: TextEditor): Range[] {
    const { document, visibleRanges } = editor;
    // A key in PEM form is no list of agents.
    if (document.lineAt(0).text.startsWith("-----BEGIN ")) return [];
    const open = this.#openLines(editor);
    const first = Math.max(0, Math.min(...visibleRanges.map(({ start }) => start.line), 0x7fffffff) - MARGIN);
    const last = Math.max(...visibleRanges.map(({ end }) => end.line), 0) + MARGIN;
    const ranges: Range[] = [];
    for (let line = first; line <= last && line < document.lineCount; line++) {
      if (open.has(line)) continue;
      for (const [start, end] of keyColumns(document.lineAt(line).text)) {
        ranges.push(new Range(line, start, line, end));
      }
    }
    return ranges;
  }

  /** The lines of the cursors, in the editor that a person works in. */
  #openLines(editor: TextEditor): ReadonlySet<number> {
    if (editor !== window.activeTextEditor || !this.#entered.has(editor)) return new Set();
    return new Set(editor.selections.map(({ active }) => active.line));
  }
}
