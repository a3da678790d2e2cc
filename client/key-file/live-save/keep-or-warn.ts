/** Keeps the text of a document before it is saved with another one, or tells the user that this failed. */

import { EndOfLine, l10n, type TextDocument, window, workspace } from "vscode";
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
    : l10n.t("in Restricted Mode Key Poll does not keep the text of a file.");
  if (reason === undefined) return;
  const warning = l10n.t(
    "Keep this window open until your text of {0} is back. It could not be stored elsewhere while the file is saved: {1}",
    uri.fsPath,
    reason,
  );
  void window.showWarningMessage(warning);
}
