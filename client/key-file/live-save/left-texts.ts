/**
 * Texts that a window could not put back before it ended. They are offered when the next window starts, or opens their
 * document.
 */

import { basename } from "node:path";
import { EndOfLine, type TextDocument, Uri, window, workspace } from "vscode";
import { say } from "../../../core/words/index.ts";
import { giveText, type HeldText, isText } from "./document-text.ts";
import { compareWithKept } from "./kept-comparison.ts";
import type { KeptTexts, LeftText } from "./kept-texts.ts";

/** Asks what to do with them. */
export class LeftTexts {
  readonly #kept: KeptTexts;
  /** Files whose notification is open. */
  readonly #offered = new Set<string>();

  constructor(kept: KeptTexts) {
    this.#kept = kept;
  }

  /** Offers all left texts, or those of one document. */
  async offer(uri?: string): Promise<void> {
    const left = (await this.#kept.left()).filter((each) => uri === undefined || each.uri === uri);
    await Promise.all(left.map((each) => this.#offerOnce(each)));
  }

  async #offerOnce(left: LeftText): Promise<void> {
    if (this.#offered.has(left.path)) return;
    this.#offered.add(left.path);
    try {
      await this.#ask(left);
    } finally {
      this.#offered.delete(left.path);
    }
  }

  /** The text is kept until the user has decided. */
  async #ask(left: LeftText): Promise<void> {
    const document = await documentOf(left);
    if (isText(document, heldOf(left))) return this.#kept.discard(left);
    const back = say`Restore it`;
    const compare = say`Compare`;
    const away = say`Discard it`;
    const question = say`Your text of ${document.uri.fsPath} was not saved when its window closed.`;
    switch (await window.showWarningMessage(question, back, compare, away)) {
      case back:
        await window.showTextDocument(document);
        // From here on it is an edit like any other. The file is removed at the first sign that this window still runs.
        if (await giveText(document, heldOf(left))) this.#kept.adopt(left);
        return;
      case compare:
        await compareWithKept(document.uri, basename(document.fileName), left.text);
        return this.#ask(left);
      case away:
        return this.#kept.discard(left);
    }
  }
}

/** The document of a text, or a new one in its place if the file is gone. */
async function documentOf({ uri }: LeftText): Promise<TextDocument> {
  const file = Uri.parse(uri);
  try {
    return await workspace.openTextDocument(file);
  } catch {
    return workspace.openTextDocument(file.with({ scheme: "untitled" }));
  }
}

function heldOf({ text, crlf }: LeftText): HeldText {
  return { text, eol: crlf ? EndOfLine.CRLF : EndOfLine.LF };
}
