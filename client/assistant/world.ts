/** What the editor provides to the tools for assistants. */

import { homedir } from "node:os";
import { workspace } from "vscode";
import type { World } from "../../core/assistant/index.ts";
import { parsersOf } from "../../core/files/index.ts";
import { rulePagesOf } from "../../core/files/rule-pages.ts";

const pageOf = rulePagesOf(import.meta.url);
const readWasm = parsersOf(import.meta.url);

/** The base of relative paths: the first folder of the window that is on this machine. */
export function startFolder(): string {
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file");
  return folder?.uri.fsPath ?? homedir();
}

export function worldOf(signal: AbortSignal): World {
  return {
    folder: startFolder(),
    mayRun: workspace.isTrusted,
    consent: "Ask the person to trust the workspace.",
    readWasm,
    pageOf,
    signal,
  };
}
