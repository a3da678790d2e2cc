/** Which script a target runs, and how: the interpreter before it, and the arguments after it. */

import path from "node:path";
import { scriptPlace } from "../../documents/index.ts";
import { commandLine, type KeyRequest, splitCommand, textFromBytes } from "../../manager/index.ts";
import { RunMarks } from "../keeper/run-mark.ts";
import { surroundingsOf } from "../run/surroundings.ts";
import type { PollTarget } from "../target/target.ts";

export interface ScriptCall {
  /** The interpreter with its options. Empty if the script starts by itself. */
  readonly interpreter: readonly string[];
  /** Absolute path. It may not exist. */
  readonly script: string;
  readonly args: readonly string[];
  readonly workingDirectory: string;
  /** What the script finds in its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The call for a request, or without one, the part that all requests share. Undefined if no script is known: there is
 * only a socket, the manager cannot split the line, or the line names a program in PATH.
 */
export function scriptCall(target: PollTarget, request?: KeyRequest): ScriptCall | undefined {
  const { execPath, release } = target;
  if (execPath === undefined) return undefined;
  const line = request === undefined ? undefined : commandLine(execPath, request, release);
  const argv = line === undefined ? splitCommand(execPath, release) : argumentsOf(line);
  const words = (argv ?? []).map(textFromBytes);
  const at = scriptPlace(words);
  if (at === undefined) return undefined;
  const { workingDirectory, environment } = surroundingsOf(target, new RunMarks().next());
  return {
    interpreter: words.slice(0, at),
    script: path.resolve(workingDirectory, words[at] ?? ""),
    args: words.slice(at + 1),
    workingDirectory,
    environment,
  };
}

function argumentsOf(line: ReturnType<typeof commandLine>) {
  return line.kind === "arguments" ? line.argv : undefined;
}
