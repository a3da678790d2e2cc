/**
 * Tasks: one that checks the folder, and one for each suite in it. They run programs, so they exist only in a trusted
 * workspace.
 */

import {
  type CancellationToken,
  type ExtensionContext,
  RelativePattern,
  Task,
  type TaskDefinition,
  TaskGroup,
  type TaskProvider,
  tasks,
  type WorkspaceFolder,
  workspace,
} from "vscode";
import { SUITE_SUFFIX } from "../../core/suite/suffix.ts";
import { say } from "../../core/words/index.ts";
import { executionOf, type KeypollTask, matchersOf, readDefinition, TASK_TYPE } from "./definition.ts";

/** Maximum suites of a folder for which tasks are offered. */
const MOST_SUITES = 100;

export function offerTasks(context: ExtensionContext): void {
  const program = context.asAbsolutePath("dist/cli/keypoll.mjs");
  context.subscriptions.push(tasks.registerTaskProvider(TASK_TYPE, new KeypollTasks(program)));
}

class KeypollTasks implements TaskProvider {
  readonly #program: string;

  constructor(program: string) {
    this.#program = program;
  }

  async provideTasks(token: CancellationToken): Promise<Task[]> {
    const found = await Promise.all(folders().map((folder) => this.#tasksOf(folder, token)));
    return found.flat();
  }

  /** A task in tasks.json, to which its execution is added. */
  resolveTask({ definition, scope, name }: Task): Task | undefined {
    const read = readDefinition(definition);
    const folder = typeof scope === "object" ? scope : folders()[0];
    if (read === undefined || folder === undefined || !workspace.isTrusted) return undefined;
    // VS Code recognises the task only by the same definition object.
    return this.#task(definition, read, folder, name);
  }

  async #tasksOf(folder: WorkspaceFolder, token: CancellationToken): Promise<Task[]> {
    if (!workspace.isTrusted) return [];
    const pattern = new RelativePattern(folder, `**/*${SUITE_SUFFIX}`);
    const suites = await workspace.findFiles(pattern, "**/node_modules/**", MOST_SUITES, token);
    const paths = suites.map((suite) => workspace.asRelativePath(suite, false)).sort();
    const offer = (definition: KeypollTask, name: string): Task =>
      this.#task(definition, definition, folder, name);
    return [
      offer({ type: TASK_TYPE, command: "lint" }, say`lint workspace`),
      ...paths.map((path) =>
        offer({ type: TASK_TYPE, command: "test", files: [path] }, say`test suite ${path}`),
      ),
    ];
  }

  #task(definition: TaskDefinition, meant: KeypollTask, folder: WorkspaceFolder, name: string): Task {
    const execution = executionOf(meant, this.#program, folder);
    const task = new Task(definition, folder, name, TASK_TYPE, execution, matchersOf(meant));
    if (meant.command === "test") task.group = TaskGroup.Test;
    return task;
  }
}

/** Folders on this machine. */
function folders(): readonly WorkspaceFolder[] {
  return (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
}
