/**
 * The entry point for VS Code 1.100 in a browser: it adds `.js` to the name of the other one, and newer releases take that ending for a
 * module, which they do not load there. So this one starts the text of the other, as the host itself starts this.
 */

import { type ExtensionContext, Uri, workspace } from "vscode";

interface Extension {
  readonly activate: (context: ExtensionContext) => void;
  readonly deactivate: () => Promise<void>;
}

/** What the host hands to a bundle; it knows `vscode` alone. */
declare const require: (name: string) => unknown;

let extension: Extension | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, "dist/client.web.cjs"));
  const bundle: { exports: Extension | undefined } = { exports: undefined };
  new Function("module", "exports", "require", new TextDecoder().decode(bytes))(bundle, {}, require);
  extension = bundle.exports;
  extension?.activate(context);
}

export async function deactivate(): Promise<void> {
  await extension?.deactivate();
}
