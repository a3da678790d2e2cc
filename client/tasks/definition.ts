/** The definition of a task in tasks.json, and what it runs: the command line that the extension contains. */

import { ProcessExecution, type TaskDefinition, type WorkspaceFolder } from "vscode";

export const TASK_TYPE = "keypoll";

/** `package.json` declares the same. */
export interface KeypollTask extends TaskDefinition {
  readonly command: "lint" | "test";
  /** Files, folders and patterns for `lint`; a suite for `test`. */
  readonly files?: readonly string[];
  /** More arguments, each passed unchanged. */
  readonly options?: readonly string[];
}

/**
 * The problem matchers for the output of a command, one for each kind of path. One matcher for both kinds would access
 * the disk of a remote machine for every line, and VS Code discards what is not read soon after the end of the process.
 */
const matchers: Readonly<Record<KeypollTask["command"], string[]>> = {
  lint: ["$keypoll", "$keypoll-absolute"],
  test: ["$keypoll-suite", "$keypoll-suite-absolute"],
};

/** The task of a definition. Undefined if it is not one of ours. */
export function readDefinition(definition: TaskDefinition): KeypollTask | undefined {
  const { type, command, files = [], options = [] } = definition;
  if (type !== TASK_TYPE || (command !== "lint" && command !== "test")) return undefined;
  return isWords(files) && isWords(options) ? { type, command, files, options } : undefined;
}

export function matchersOf({ command }: KeypollTask): string[] {
  return matchers[command];
}

/** Starts the command line without a shell, on the Node that the extension itself runs on. */
export function executionOf(
  { command, files = [], options = [] }: KeypollTask,
  program: string,
  folder: Pick<WorkspaceFolder, "uri">,
): ProcessExecution {
  // A folder may contain nothing to check, but files that a task names must exist.
  const targets = files.length === 0 && command === "lint" ? ["--ignore-unknown", "."] : files;
  return new ProcessExecution(process.execPath, [program, command, ...options, ...targets], {
    cwd: folder.uri.fsPath,
    // The desktop's extension host is Electron, which runs as Node with this variable. A task ends once its terminal
    // has read everything.
    env: { ELECTRON_RUN_AS_NODE: "1", KEYPOLL_TASK: "1" },
  });
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((word) => typeof word === "string");
}
