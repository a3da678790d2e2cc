/**
 * Saving a `client.keys` that a manager or agent here lives on: a text that would stop its daemons is not written before a
 * person has said so.
 *
 * VS Code asks extensions before it saves, but lets none of them say no, and waits less than two seconds for their answer: a
 * dialog is out of the question there. So the guard has two doors.
 *
 * 1. The keys for saving run a command of our own where the file is live. It asks first, and the file is not touched.
 * 2. Every other way to save (menus, "Save All", closing a tab, auto-save) is met in `onWillSaveTextDocument`: for the moment of
 *    saving the document gets back the text that is on the disk, so the daemons read what they have read before. As soon as it is
 *    saved, the person's text is put back as an unsaved edit, and only then the question is asked. Undo leads through all of it.
 *
 * Auto-save is off for the language by default, since half a record is never meant for a daemon. Where somebody turns it on, the
 * second door holds without a dialog: one notification tells why the file stays as it is.
 *
 * "Save anyway" replaces the file as a whole, with its mode and owner and with a backup, for a daemon may read at any moment.
 */

import {
  commands,
  Disposable,
  l10n,
  type Selection,
  type TextDocument,
  TextDocumentSaveReason,
  type TextDocumentWillSaveEvent,
  type TextEdit,
  window,
  workspace,
} from "vscode";
import { liveFile } from "../../../core/files/index.ts";
import { daemonStop } from "../../../core/lint/key-file/index.ts";
import { releaseInSettings } from "../release.ts";
import { type Danger, offerChoices } from "./choices.ts";
import { editsTo, giveText, type HeldText, heldText, textOnDisk } from "./document-text.ts";

/** A text that waits until its document is saved with another one. */
interface Held extends Danger {
  readonly wanted: HeldText;
  readonly selections: readonly Selection[] | undefined;
  readonly isAsked: boolean;
  readonly timer: NodeJS.Timeout;
}

/** Nothing tells that a save has failed, for example because the disk is full. Milliseconds until a text is put back anyway. */
const PATIENCE = 10_000;

export function guardLiveSaves(): Disposable {
  const guard = new LiveSaves();
  void guard.markPaths();
  return Disposable.from(
    guard,
    commands.registerCommand("keypoll.saveLive", () => guard.save()),
    workspace.onWillSaveTextDocument((event) => guard.onWillSave(event)),
    workspace.onDidSaveTextDocument((document) => guard.onDidSave(document)),
    workspace.onDidOpenTextDocument(() => guard.markPaths()),
  );
}

class LiveSaves implements Disposable {
  readonly #held = new Map<string, Held>();
  /** Documents that a person wants to be saved as they are. */
  readonly #allowed = new Set<string>();
  /** Documents whose auto-save was explained. */
  readonly #told = new Set<string>();

  /** Tells the key bindings which open files are live. */
  async markPaths(): Promise<void> {
    const files = workspace.textDocuments.filter(({ uri }) => uri.scheme === "file");
    const live = await Promise.all(files.map(({ uri }) => liveFile(uri.fsPath)));
    const paths = files.filter((_, at) => live[at] !== undefined).map(({ uri }) => uri.path);
    await commands.executeCommand("setContext", "keypoll.livePaths", paths);
  }

  /** Saves the active document, after asking where that would stop a daemon. */
  async save(): Promise<void> {
    const document = window.activeTextEditor?.document;
    const danger = document?.isDirty ? await dangerOf(document) : undefined;
    if (danger === undefined) await commands.executeCommand("workbench.action.files.save");
    else await this.#ask(danger);
  }

  onWillSave(event: TextDocumentWillSaveEvent): void {
    const { uri } = event.document;
    if (uri.scheme === "file" && !this.#allowed.has(uri.toString())) event.waitUntil(this.#hold(event));
  }

  /** The edits that keep what is on the disk; the person's text is kept until they have done so. */
  async #hold({ document, reason }: TextDocumentWillSaveEvent): Promise<TextEdit[]> {
    const danger = await dangerOf(document);
    if (danger === undefined) {
      this.#told.delete(document.uri.toString());
      return [];
    }
    const edits = editsTo(document, await textOnDisk(document));
    if (edits.length === 0) return [];
    const key = document.uri.toString();
    clearTimeout(this.#held.get(key)?.timer);
    this.#held.set(key, {
      ...danger,
      wanted: heldText(document),
      selections: window.visibleTextEditors.find((editor) => editor.document === document)?.selections,
      isAsked: reason === TextDocumentSaveReason.Manual,
      timer: setTimeout(() => void this.#putBack(key), PATIENCE),
    });
    return edits;
  }

  async onDidSave(document: TextDocument): Promise<void> {
    const held = await this.#putBack(document.uri.toString());
    if (held?.isAsked) await this.#ask(held);
    else if (held !== undefined) await this.#tell(held);
  }

  /** Gives a document the text back that it had before it was saved, and its tab, where it was saved in order to be closed. */
  async #putBack(key: string): Promise<Held | undefined> {
    const held = this.#held.get(key);
    if (held === undefined) return undefined;
    clearTimeout(held.timer);
    this.#held.delete(key);
    const document = await workspace.openTextDocument(held.document.uri);
    await giveText(document, held.wanted);
    const editor =
      window.visibleTextEditors.find((each) => each.document === document) ??
      (await window.showTextDocument(document));
    if (held.selections !== undefined) editor.selections = held.selections;
    return { ...held, document };
  }

  async #ask(danger: Danger): Promise<void> {
    const { document } = danger;
    const key = document.uri.toString();
    await offerChoices(danger, async () => {
      this.#allowed.add(key);
      await document.save();
      this.#allowed.delete(key);
    });
  }

  async #tell(danger: Danger): Promise<void> {
    const key = danger.document.uri.toString();
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const choose = l10n.t("Choose what to do");
    const text = l10n.t(
      "Auto-save leaves {0} as it is: line {1} would stop the daemons that read it.",
      danger.document.uri.fsPath,
      danger.stop.line + 1,
    );
    if ((await window.showWarningMessage(text, choose)) === choose) await this.#ask(danger);
  }

  dispose(): void {
    for (const { timer } of this.#held.values()) clearTimeout(timer);
  }
}

/** Undefined for a copy, and for a text that every daemon reads to the end. */
async function dangerOf(document: TextDocument): Promise<Danger | undefined> {
  const live = document.uri.scheme === "file" ? await liveFile(document.uri.fsPath) : undefined;
  if (live === undefined) return undefined;
  const release = releaseInSettings(document.uri);
  const stop = daemonStop(document.getText(), { release, role: live.role });
  return stop === undefined ? undefined : { document, live, stop };
}
