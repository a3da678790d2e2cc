/**
 * The entry point for VS Code 1.100 in a browser. It adds `.js` to the name of the other one, but newer releases treat
 * that extension as a module, which they do not load there. So this file runs the text of the other one, as the host
 * itself runs this one.
 */

import { type ExtensionContext, Uri, workspace } from "vscode";

interface Extension {
  readonly activate: (context: ExtensionContext) => Promise<void>;
  readonly deactivate: () => Promise<void>;
}

/** The host's `require` for a bundle. It only knows `vscode`. */
declare const require: (name: string) => unknown;

let extension: Extension | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, "dist/client.web.cjs"));
  const bundle: { exports: Extension | undefined } = { exports: undefined };
  new Function("module", "exports", "require", new TextDecoder().decode(bytes))(bundle, {}, require);
  extension = bundle.exports;
  await extension?.activate(context);
}

export async function deactivate(): Promise<void> {
  await extension?.deactivate();
}
