/** What the editor supports, as it says at the start. */

import type { InitializeParams } from "vscode-languageserver";

export interface Abilities {
  /** Edits of a document in a certain version. */
  readonly versions: boolean;
  /** Completions in snippet syntax. */
  readonly snippets: boolean;
  /** Fixes in snippet syntax. */
  readonly snippetEdits: boolean;
  /** Markdown in the messages of findings. */
  readonly markup: boolean;
  /** Documents whose text it asks the server for. */
  readonly virtualDocuments: boolean;
  /** The server can show such a document, and the editor has no other way to it. */
  readonly showsVirtual: boolean;
}

export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const { workspace, textDocument, window } = capabilities;
  const { documentChanges, snippetEditSupport } = workspace?.workspaceEdit ?? {};
  const virtualDocuments = workspace?.textDocumentContent !== undefined;
  return {
    versions: documentChanges === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    snippetEdits: documentChanges === true && snippetEditSupport === true,
    markup: textDocument?.diagnostic?.markupMessageSupport === true,
    virtualDocuments,
    showsVirtual:
      virtualDocuments && window?.showDocument?.support === true && !hasOwnPreviews(initializationOptions),
  };
}

/** Our extension for VS Code has commands for the same documents. */
function hasOwnPreviews(options: unknown): boolean {
  return typeof options === "object" && options !== null && "ownPreviews" in options;
}
