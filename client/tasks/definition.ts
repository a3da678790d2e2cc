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

/**
 * The problem matchers for what a command prints, one for each kind of path. One that looks which kind it is would ask
 * the disk of a remote machine for every line, and VS Code drops what is not read soon after the end of the process.
 */
const matchers: Readonly<Record<KeypollTask["command"], string[]>> = {
  lint: ["$keypoll", "$keypoll-absolute"],
  test: ["$keypoll-suite", "$keypoll-suite-absolute"],
};

/** The task that a definition means; undefined where it means none. */
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
  // A folder need not hold anything that is checked; what a task names is meant.
  const targets = files.length === 0 && command === "lint" ? ["--ignore-unknown", "."] : files;
  return new ProcessExecution(process.execPath, [program, command, ...options, ...targets], {
    cwd: folder.uri.fsPath,
    // The desktop's extension host is Electron, which is Node when it is told so. A task ends once its terminal has read all.
    env: { ELECTRON_RUN_AS_NODE: "1", KEYPOLL_TASK: "1" },
  });
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((word) => typeof word === "string");
}
