/** What the editor provides to the tools for assistants. */

import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { type ExtensionContext, workspace } from "vscode";
import type { World } from "../../core/assistant/index.ts";
import { parsersOf } from "../../core/files/index.ts";

const readWasm = parsersOf(import.meta.url);

/** The base of relative paths: the first folder of the window that is on this machine. */
export function startFolder(): string {
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file");
  return folder?.uri.fsPath ?? homedir();
}

export function worldOf(context: ExtensionContext, signal: AbortSignal): World {
  return {
    folder: startFolder(),
    mayRun: workspace.isTrusted,
    consent: "Ask the person to trust the workspace.",
    readWasm,
    pageOf: (rule) =>
      readFile(context.asAbsolutePath(`docs/rules/${rule}.md`), "utf8").catch(() => undefined),
    signal,
  };
}
