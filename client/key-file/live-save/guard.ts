/**
 * Guards the saving of a `client.keys` that a manager or agent here uses. A text that would stop its daemons, or lock
 * out agents of the manager, is not written until the user confirms.
 *
 * VS Code asks extensions before it saves, but none of them can refuse, and it waits less than two seconds for their
 * answer. That is too short for a dialog. So the guard works in two ways.
 *
 * 1. If the file is live, the keyboard shortcuts for saving run our own command. It asks first, and the file is not
 * touched.
 *
 * 2. Every other save (menus, "Save All", closing a tab, auto-save) is handled in `onWillSaveTextDocument`. For the
 * moment of saving, the document gets the text that is on the disk, so the daemons read what they have read before.
 * Once it is saved, the user's text returns as an unsaved edit, and only then the question is asked. Undo works through
 * all of this.
 *
 * If the window ended in between, the user's text would be lost. So it is written to a file of the extension's own
 * first, which is removed at the first sign that the window still runs: an answer, an edit. `left-texts.ts` offers
 * files that are left.
 *
 * VS Code may save before the second way has an answer: if the check of a very long file takes too long, or if the user
 * types at that moment. Then the old text is written back immediately, and a message says so.
 *
 * Auto-save is off for the language by default, because a daemon should never read half a record. If the user turns it
 * on, the second way works without a dialog: one notification explains why the file does not change. "Save anyway"
 * replaces the whole file, with its mode and owner and with a backup, because a daemon may read it at any moment.
 */

import {
  commands,
  Disposable,
  type Selection,
  type TextDocument,
  type TextDocumentChangeEvent,
  TextDocumentSaveReason,
  type TextDocumentWillSaveEvent,
  type TextEdit,
  window,
  workspace,
} from "vscode";
import { say } from "../../../core/words/index.ts";
import { showLine } from "../../show-line.ts";
import { isKeyFile } from "../language.ts";
import { offerChoices, warnOfEarlySave } from "./choices.ts";
import { type Danger, dangerOf, lineOf, reasonsOf } from "./danger.ts";
import { editsTo, giveText, type HeldText, heldText, isText, textOnDisk } from "./document-text.ts";
import { keepOrWarn } from "./keep-or-warn.ts";
import { KeptTexts } from "./kept-texts.ts";
import { LeftTexts } from "./left-texts.ts";
import { markLivePaths } from "./live-paths.ts";

/** A text that waits until its document is saved with another one. */
interface Held extends Danger {
  /** The text on the disk, which is saved instead. */
  readonly wanted: HeldText;
  readonly selections: readonly Selection[] | undefined;
  readonly isAsked: boolean;
  readonly timer: NodeJS.Timeout;
  /** The document has had the other text. */
  isSwapped: boolean;
}

/**
 * Milliseconds until a text is put back in any case. VS Code does not report that a save has failed, for example
 * because the disk is full.
 */
const PATIENCE = 10_000;

/** `folder` is the extension's own folder for texts that wait. */
export function guardLiveSaves(folder: string): Disposable {
  const kept = new KeptTexts(folder);
  const left = new LeftTexts(kept);
  const guard = new LiveSaves(kept, left);
  void left.offer();
  return Disposable.from(
    guard,
    commands.registerCommand("keypoll.saveLive", () => guard.save()),
    workspace.onWillSaveTextDocument((event) => guard.onWillSave(event)),
    workspace.onDidChangeTextDocument((event) => guard.onDidChange(event)),
    workspace.onDidSaveTextDocument((document) => guard.onDidSave(document)),
    workspace.onDidOpenTextDocument(({ uri }) => left.offer(uri.toString())),
    markLivePaths(),
  );
}

/** The state of both ways of saving. */
export class LiveSaves implements Disposable {
  readonly #kept: KeptTexts;
  readonly #left: LeftTexts;
  /** Running checks before saves. */
  readonly #checks = new Map<string, Promise<unknown>>();
  readonly #held = new Map<string, Held>();
  /** Documents whose text is being put back. */
  readonly #returning = new Set<string>();
  /** Documents that the user wants to save as they are. */
  readonly #allowed = new Set<string>();
  /** Documents whose auto-save was explained. */
  readonly #told = new Set<string>();

  constructor(kept: KeptTexts, left: LeftTexts) {
    this.#kept = kept;
    this.#left = left;
  }

  /** Saves the active document. Asks first if that would do harm. */
  async save(): Promise<void> {
    const document = window.activeTextEditor?.document;
    const isOnDisk = document?.isDirty && document.uri.scheme === "file";
    const danger = isOnDisk ? await dangerOf(document, () => textOnDisk(document)) : undefined;
    if (danger === undefined) await commands.executeCommand("workbench.action.files.save");
    else await this.#ask(danger);
  }

  onWillSave(event: TextDocumentWillSaveEvent): void {
    const { document } = event;
    const key = document.uri.toString();
    // The user may have changed the language of a file with this name.
    const mayBeLive = isKeyFile(document) || document.uri.path.endsWith("/client.keys");
    if (document.uri.scheme !== "file" || !mayBeLive || this.#allowed.has(key)) return;
    const check = this.#hold(event);
    this.#checks.set(key, check);
    event.waitUntil(check);
  }

  /** The edits that keep the content of the disk. The user's text is kept until they are done. */
  async #hold({ document, reason }: TextDocumentWillSaveEvent): Promise<TextEdit[]> {
    const key = document.uri.toString();
    const wanted = heldText(document);
    // Read during the check. If the check takes too long, the file has another text by then.
    const reading = textOnDisk(document);
    reading.catch(() => undefined);
    const danger = await dangerOf(document, () => reading);
    if (danger === undefined) {
      this.#told.delete(key);
      return [];
    }
    const edits = editsTo(document, danger.before);
    if (edits.length === 0) return [];
    await keepOrWarn(this.#kept, document, wanted);
    clearTimeout(this.#held.get(key)?.timer);
    const held: Held = {
      ...danger,
      wanted,
      selections: window.visibleTextEditors.find((editor) => editor.document === document)?.selections,
      isAsked: reason === TextDocumentSaveReason.Manual,
      timer: setTimeout(() => this.#held.get(key) === held && void this.#putBack(held), PATIENCE),
      isSwapped: false,
    };
    this.#held.set(key, held);
    return edits;
  }

  onDidChange({ document }: TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const held = this.#held.get(key);
    if (held !== undefined) held.isSwapped ||= isText(document, held.before);
    else if (!this.#returning.has(key)) void this.#kept.release(key);
  }

  async onDidSave(document: TextDocument): Promise<void> {
    const key = document.uri.toString();
    await this.#checks.get(key);
    this.#checks.delete(key);
    const held = this.#held.get(key);
    if (held === undefined) return;
    const danger = held.isSwapped ? await this.#putBack(held) : await this.#takeBack(held);
    if (danger === undefined) return;
    if (held.isAsked) await this.#ask(danger);
    else await this.#tell(danger);
  }

  /**
   * Gives a document the text back that it had before the save. Opens its tab again if the save was part of closing it.
   */
  async #putBack({ document, live, stop, losses, before, wanted, selections, timer }: Held): Promise<Danger> {
    const key = document.uri.toString();
    clearTimeout(timer);
    this.#returning.add(key);
    this.#held.delete(key);
    try {
      const open = await workspace.openTextDocument(document.uri);
      const isBack = await giveText(open, wanted);
      const editor =
        window.visibleTextEditors.find((each) => each.document === open) ??
        (await window.showTextDocument(open));
      if (isBack && selections !== undefined) editor.selections = selections;
      if (!isBack) {
        this.#kept.abandon(key);
        void this.#left.offer(key);
      }
      return { document: open, live, stop, losses, before };
    } finally {
      this.#returning.delete(key);
    }
  }

  /**
   * Writes the old text over one that was saved before the check had an answer. The user's text stays in the editor.
   */
  async #takeBack(held: Held): Promise<Danger | undefined> {
    const key = held.document.uri.toString();
    const document = await workspace.openTextDocument(held.document.uri);
    const danger = await dangerOf(document, () => held.before);
    if (danger === undefined) {
      clearTimeout(held.timer);
      this.#held.delete(key);
      await this.#kept.release(key);
      return undefined;
    }
    // The user may have typed since.
    const wanted = heldText(document);
    await keepOrWarn(this.#kept, document, wanted);
    this.#held.delete(key);
    this.#returning.add(key);
    await giveText(document, held.before);
    const isSaved = await this.#saveAsItIs(document);
    const back = await this.#putBack({ ...held, ...danger, wanted });
    warnOfEarlySave(danger, isSaved);
    return back;
  }

  async #saveAsItIs(document: TextDocument): Promise<boolean> {
    const key = document.uri.toString();
    this.#allowed.add(key);
    try {
      return await document.save();
    } finally {
      this.#allowed.delete(key);
    }
  }

  async #ask(danger: Danger): Promise<void> {
    await offerChoices(danger, () => this.#saveAsItIs(danger.document));
    await this.#kept.release(danger.document.uri.toString());
  }

  async #tell(danger: Danger): Promise<void> {
    const key = danger.document.uri.toString();
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const choose = say`Choose what to do`;
    const go = say`Go to line ${lineOf(danger) + 1}`;
    const text = say`${reasonsOf(danger).join(" ")} Auto-save leaves ${danger.document.uri.fsPath} as it is.`;
    const answer = await window.showWarningMessage(text, go, choose);
    if (answer === choose) await this.#ask(danger);
    if (answer === go) await showLine(danger.document, lineOf(danger));
  }

  dispose(): void {
    for (const { timer } of this.#held.values()) clearTimeout(timer);
  }
}
