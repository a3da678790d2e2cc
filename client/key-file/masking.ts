/**
 * Keys are secrets: the editor hides them, except on the line of the cursor, and a setting hides that one too. The
 * manifest gives keys a transparent colour, so they are hidden before this runs. This code draws dots over them,
 * colours the keys that are to be shown, and hides lines outside the decorated ones whatever the colours are.
 */

import {
  commands,
  DecorationRangeBehavior,
  Disposable,
  Range,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextEditor,
  type TextEditorSelectionChangeEvent,
  ThemeColor,
  window,
  workspace,
} from "vscode";
import { keyColumns } from "../../core/lint/key-file/key-columns.ts";
import { MASK } from "../../core/lint/mask.ts";
import { keysShown, setKeysShown } from "./keys-shown.ts";
import { isKeyFile } from "./language.ts";

/** The decorated lines, from 0, and those of them whose keys are shown. */
interface Lines {
  readonly first: number;
  readonly last: number;
  readonly open: ReadonlySet<number>;
  readonly allOpen: boolean;
}

/** Keys under dots, keys that are shown, and everything outside the decorated lines. */
interface Ranges {
  readonly dots: readonly Range[];
  readonly open: readonly Range[];
  readonly far: readonly Range[];
}

const NOTHING: Ranges = { dots: [], open: [], far: [] };

/** The ranges for the lines near those on the screen. The rest counts as far. */
function rangesOf(document: TextDocument, { first, last, open, allOpen }: Lines): Ranges {
  // A key in PEM form is not a list of agents. The text that the colours hide there is shown.
  const isPem = document.lineAt(0).text.startsWith("-----BEGIN ");
  const from = Math.max(first, 0);
  const to = Math.min(last, document.lineCount - 1);
  const ranges = { dots: [] as Range[], open: [] as Range[], far: [] as Range[] };
  for (let line = from; line <= to; line++) {
    const list = allOpen || isPem || open.has(line) ? ranges.open : ranges.dots;
    list.push(...keysOf(document, line));
  }
  if (allOpen || isPem) return ranges;
  if (from > 0) ranges.far.push(new Range(0, 0, from, 0));
  if (to < document.lineCount - 1) ranges.far.push(new Range(to + 1, 0, document.lineCount, 0));
  return ranges;
}

/** Where the keys of some lines are. */
function keyRanges(document: TextDocument, lines: Iterable<number>): readonly Range[] {
  return [...lines].flatMap((line) => keysOf(document, line));
}

function keysOf(document: TextDocument, line: number): readonly Range[] {
  const columns = keyColumns(document.lineAt(line).text);
  return columns.map(([start, end]) => new Range(line, start, line, end));
}

/** Lines around the visible ones that are decorated too, so that scrolling does not briefly show a key. */
const MARGIN = 1000;

/** The decorated lines change in steps of this many. */
const STEP = 500;

/** If nothing is visible, nothing is decorated. */
const MAX_LINE = Number.MAX_SAFE_INTEGER;

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
    workspace.onDidChangeTextDocument((event) => masking.onEdit(event)),
    workspace.onDidOpenTextDocument(({ uri }) => masking.refreshAll(uri.toString())),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("keypoll.keys.hidden")) masking.show(!hiddenBySetting());
      else if (event.affectsConfiguration("keypoll.keys")) masking.refreshAll();
    }),
  );
}

function hiddenBySetting(): boolean {
  return workspace.getConfiguration("keypoll").get("keys.hidden", true);
}

function shownAtCursor(): boolean {
  return workspace.getConfiguration("keypoll").get("keys.showAtCursor", true);
}

class Masking implements Disposable {
  /** The key keeps its place but loses its colour, and dots cover it. */
  readonly #dots = window.createTextEditorDecorationType({
    color: "transparent",
    before: {
      contentText: MASK,
      color: new ThemeColor("descriptionForeground"),
      textDecoration: "none; position: absolute; pointer-events: none",
    },
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });
  readonly #open = window.createTextEditorDecorationType({ color: new ThemeColor("editor.foreground") });
  readonly #far = window.createTextEditorDecorationType({ color: "transparent" });
  /** Editors in which the user has moved the cursor. Opening a file alone shows no key. */
  readonly #entered = new WeakSet<TextEditor>();
  /** The last decoration of each editor. */
  readonly #done = new WeakMap<TextEditor, string>();

  constructor() {
    this.show(!hiddenBySetting());
  }

  /** Shows or hides all keys in this window until the next call. */
  show(shown: boolean): void {
    setKeysShown(shown);
    void commands.executeCommand("setContext", "keypoll.keysShown", shown);
    this.refreshAll();
  }

  onSelection({ textEditor, kind }: TextEditorSelectionChangeEvent): void {
    if (kind !== undefined) this.#entered.add(textEditor);
    this.refresh(textEditor);
  }

  /**
   * VS Code moves decorations with the text, but a decoration that it gets during typing may be some columns behind. So
   * the shown parts are set again after each edit. Dots are set again only if the edit was not typed on an open line.
   */
  onEdit({ document, contentChanges }: TextDocumentChangeEvent): void {
    if (!isKeyFile(document)) return;
    for (const editor of window.visibleTextEditors) {
      if (editor.document !== document) continue;
      const open = this.#openLines(editor);
      const isTyped = contentChanges.every(
        ({ range, text }) => range.isSingleLine && !/[\r\n]/.test(text) && open.has(range.start.line),
      );
      if (isTyped && !keysShown()) editor.setDecorations(this.#open, keyRanges(document, open));
      else this.refresh(editor, true);
    }
  }

  /** Updates all visible editors, or those of one document. */
  refreshAll(uri?: string): void {
    for (const editor of window.visibleTextEditors) {
      if (uri === undefined || editor.document.uri.toString() === uri) this.refresh(editor, true);
    }
  }

  /** Updates an editor. Does nothing if its text is unchanged and the same lines would be decorated. */
  refresh(editor: TextEditor, changed = false): void {
    if (!isKeyFile(editor.document)) {
      // An editor whose language has changed still has its old decorations. Other editors never had any.
      if (this.#done.delete(editor)) this.#decorate(editor, NOTHING);
      return;
    }
    const lines = this.#lines(editor);
    const key = JSON.stringify([lines.first, lines.last, [...lines.open], lines.allOpen]);
    if (!changed && this.#done.get(editor) === key) return;
    this.#done.set(editor, key);
    this.#decorate(editor, rangesOf(editor.document, lines));
  }

  #decorate(editor: TextEditor, { dots, open, far }: Ranges): void {
    editor.setDecorations(this.#dots, dots);
    editor.setDecorations(this.#open, open);
    editor.setDecorations(this.#far, far);
  }

  dispose(): void {
    for (const type of [this.#dots, this.#open, this.#far]) type.dispose();
  }

  #lines(editor: TextEditor): Lines {
    const tops = editor.visibleRanges.map(({ start }) => start.line);
    const bottoms = editor.visibleRanges.map(({ end }) => end.line);
    return {
      first: Math.floor(Math.min(...tops, MAX_LINE) / STEP) * STEP - MARGIN,
      last: Math.ceil(Math.max(...bottoms, 0) / STEP) * STEP + MARGIN,
      open: this.#openLines(editor),
      allOpen: keysShown(),
    };
  }

  /** The lines of the cursors, in the editor that the user works in. */
  #openLines(editor: TextEditor): ReadonlySet<number> {
    if (editor !== window.activeTextEditor || !this.#entered.has(editor) || !shownAtCursor())
      return new Set();
    return new Set(editor.selections.map(({ active }) => active.line));
  }
}
