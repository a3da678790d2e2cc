/** Keeps the text of a document before it is saved with another one, or tells the user that this failed. */

import { EndOfLine, type TextDocument, window, workspace } from "vscode";
import { say } from "../../../core/words/index.ts";
import type { HeldText } from "./document-text.ts";
import type { KeptTexts } from "./kept-texts.ts";

/** The save continues in both cases: a text that stops daemons is worse than one that waits in memory for a moment. */
export async function keepOrWarn(
  kept: KeptTexts,
  { uri }: TextDocument,
  { text, eol }: HeldText,
): Promise<void> {
  const reason = workspace.isTrusted
    ? await kept.keep({ uri: uri.toString(), text, crlf: eol === EndOfLine.CRLF })
    : say`in Restricted Mode Key Poll does not keep the text of a file.`;
  if (reason === undefined) return;
  const warning = say`Keep this window open until your text of ${uri.fsPath} is back. It could not be stored elsewhere while the file is saved: ${reason}`;
  void window.showWarningMessage(warning);
}
