/** The extension's door for hosts without Node: the server is a worker, and no poll script can be run. */

import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { activateShared } from "./activate.ts";
import type { LanguageServer } from "./server/language-server.ts";

// The project compiles without the DOM library.
declare const Worker: new (url: string) => ConstructorParameters<typeof LanguageClient>[2];

let server: LanguageServer | undefined;

export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, "dist/server.web.js").toString(true);
  server = activateShared(context, (name, options) => {
    return new LanguageClient("keypoll", name, () => Promise.resolve(new Worker(script)), options);
  });
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
