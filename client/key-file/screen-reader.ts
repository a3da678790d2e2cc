/**
 * A screen reader reads the text of an editor, and VS Code lets no extension hide a part of it. A user who has set the
 * editor for one gets a message about it, with a button for the table without keys.
 */

import {
  commands,
  type Disposable,
  type ExtensionContext,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { say } from "../../core/words/index.ts";
import { untilOne } from "../support/until-one.ts";
import { isKeyFile } from "./language.ts";

const TOLD = "keypoll.screenReaderTold";

export function explainScreenReader({ globalState }: Pick<ExtensionContext, "globalState">): Disposable {
  const isRead = (document: TextDocument): boolean =>
    isKeyFile(document) && isSetForScreenReader(document) && !globalState.get(TOLD, false);
  return untilOne(isRead, async () => {
    const list = say`List agents`;
    const enough = say`Do not show again`;
    const text = say`A screen reader reads out the hidden keys: VS Code hides them only on the screen. The table of agents has no keys.`;
    const answer = await window.showInformationMessage(text, list, enough);
    if (answer === list) await commands.executeCommand("keypoll.listAgents");
    if (answer === enough) await globalState.update(TOLD, true);
  });
}

/** An extension sees the setting, not whether a screen reader runs. */
function isSetForScreenReader({ uri }: TextDocument): boolean {
  return workspace.getConfiguration("editor", uri).get("accessibilitySupport") === "on";
}
