/** Templates in the editor: inserts one, and writes a new script from one. */

import { commands, type ExtensionContext } from "vscode";
import { insertSnippet } from "./insert-snippet.ts";
import { newPollScript, type Workshop } from "./new-script.ts";
import { provideTemplates } from "./template-preview.ts";

/** `workshop` is undefined without Node. */
export function activateTemplates(context: ExtensionContext, workshop: Workshop | undefined): void {
  context.subscriptions.push(
    provideTemplates(),
    commands.registerCommand("keypoll.insertSnippet", insertSnippet),
    commands.registerCommand("keypoll.newPollScript", () => newPollScript(workshop)),
  );
}
