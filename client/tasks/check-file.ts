/** Checks one file with the command line if the editor cannot: a task whose findings become problems. */

import { posix } from "node:path";
import { type ExtensionContext, Task, TaskScope, tasks, type Uri, window, workspace } from "vscode";
import { say } from "../../core/words/index.ts";
import { executionOf, type KeypollTask, matchersOf, TASK_TYPE } from "./definition.ts";

export function checkOnCommandLine(context: ExtensionContext): (file: Uri) => Promise<void> {
  const program = context.asAbsolutePath("dist/cli/keypoll.mjs");
  return async (file) => {
    if (!workspace.isTrusted || file.scheme !== "file") {
      const text = say`This needs a trusted folder on this machine. In a terminal: keypoll lint ${file.fsPath}`;
      void window.showInformationMessage(text);
      return;
    }
    const meant: KeypollTask = { type: TASK_TYPE, command: "lint", files: [file.fsPath] };
    const folder = { uri: file.with({ path: posix.dirname(file.path) }) };
    const name = say`check ${posix.basename(file.path)}`;
    const execution = executionOf(meant, program, folder);
    await tasks.executeTask(
      new Task(meant, TaskScope.Workspace, name, TASK_TYPE, execution, matchersOf(meant)),
    );
  };
}
