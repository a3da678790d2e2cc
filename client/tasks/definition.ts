/** What a task of this extension says in tasks.json, and what it runs: the command line that the extension carries. */

import { ProcessExecution, type TaskDefinition, type WorkspaceFolder } from "vscode";

export const TASK_TYPE = "keypoll";

/** `package.json` declares the same. */
export interface KeypollTask extends TaskDefinition {
  readonly command: "lint" | "test";
  /** Files, folders and patterns for `lint`; a suite for `test`. */
  readonly files?: readonly string[];
  /** More arguments, each as it is. */
  readonly options?: readonly string[];
}

/** The problem matcher for what a command prints. */
const matchers: Readonly<Record<KeypollTask["command"], string>> = {
  lint: "$keypoll",
  test: "$keypoll-suite",
};

/** The task that a definition means; undefined where it means none. */
export function readDefinition(definition: TaskDefinition): KeypollTask | undefined {
  const { type, command, files = [], options = [] } = definition;
  if (type !== TASK_TYPE || (command !== "lint" && command !== "test")) return undefined;
  return isWords(files) && isWords(options) ? { type, command, files, options } : undefined;
}

export function matcherOf({ command }: KeypollTask): string {
  return matchers[command];
}

/** Starts the command line without a shell, on the Node that the extension itself runs on. */
export function executionOf(
  { command, files = [], options = [] }: KeypollTask,
  program: string,
  folder: WorkspaceFolder,
): ProcessExecution {
  const targets = files.length === 0 && command === "lint" ? ["."] : files;
  return new ProcessExecution(process.execPath, [program, command, ...options, ...targets], {
    cwd: folder.uri.fsPath,
    // The desktop's extension host is Electron, which is Node when it is told so.
    env: { ELECTRON_RUN_AS_NODE: "1" },
  });
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((word) => typeof word === "string");
}
