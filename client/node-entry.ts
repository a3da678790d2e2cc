/**
 * What a host with Node starts: the extension itself is a module. VS Code 1.100 decides by the name of this file
 * whether an extension is a module, even in a browser, where it loads no modules.
 */

import type { ExtensionContext } from "vscode";

export async function activate(context: ExtensionContext): Promise<void> {
  const { activate } = await import("./desktop.ts");
  activate(context);
}

export async function deactivate(): Promise<void> {
  const { deactivate } = await import("./desktop.ts");
  await deactivate();
}
