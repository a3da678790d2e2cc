/** Templates in the editor: inserting one, and writing a new script out of one. */

import { commands, type ExtensionContext } from "vscode";
import { insertSnippet } from "./insert-snippet.ts";
import { newPollScript, type Workshop } from "./new-script.ts";
import { provideTemplates } from "./template-preview.ts";

/** `workshop` is there where Node is. */
export function activateTemplates(context: ExtensionContext, workshop: Workshop | undefined): void {
  context.subscriptions.push(
    provideTemplates(),
    commands.registerCommand("keypoll.insertSnippet", insertSnippet),
    commands.registerCommand("keypoll.newPollScript", () => newPollScript(workshop)),
  );
}
