/** Finds the program as `execvp` does, and explains why it cannot be started. */

import { accessSync, constants, type Stats, statSync } from "node:fs";
import path from "node:path";
import { getSystemErrorName } from "node:util";
import { say } from "../../words/index.ts";
import type { Obstacle, ObstacleCode } from "./poll-run.ts";
import { readFirstLine } from "./shebang.ts";

export type LookUp =
  | { readonly kind: "found"; readonly file: string }
  | { readonly kind: "obstacle"; readonly obstacle: Obstacle };

/** What execvp searches if PATH is not set. */
const DEFAULT_PATH = "/bin:/usr/bin";

/** Maximum length of a chain of scripts that interpret one another. */
const MOST_INTERPRETERS = 5;

/**
 * Looks a program up: a name with a slash as a path from the working folder, any other name in each folder of PATH. An
 * obstacle is what exec would refuse. A text file without `#!` is not an obstacle: execvp passes it to /bin/sh.
 */
export function lookUp(program: string, workingDirectory: string, searchPath: string = DEFAULT_PATH): LookUp {
  if (program === "") return obstacle("empty-program", program, emptyProgramText());
  if (program.includes("/")) {
    const file = path.resolve(workingDirectory, program);
    const found = obstacleOf(file, workingDirectory);
    return found === undefined ? { kind: "found", file } : { kind: "obstacle", obstacle: found };
  }
  let refused: Obstacle | undefined;
  for (const folder of searchPath.split(":")) {
    const file = path.resolve(workingDirectory, folder, program);
    const found = obstacleOf(file, workingDirectory);
    if (found === undefined) return { kind: "found", file };
    if (found.code !== "missing") refused ??= found;
  }
  if (refused !== undefined) return { kind: "obstacle", obstacle: refused };
  const shown = visible(program);
  return obstacle(
    "not-in-path",
    program,
    say`No folder of PATH has a program "${shown}" (${searchPath}). The manager looks in the PATH of its own start. Write the full path in exec_path.`,
  );
}

const emptyProgramText = (): string =>
  say`The command line begins with an empty word, so there is no program to start. Remove the blank or the empty quotes at the start of exec_path.`;

/** Why exec would refuse the file, or undefined if it would not. */
function obstacleOf(file: string, workingDirectory: string, depth = 0): Obstacle | undefined {
  const blame = (code: ObstacleCode, message: string): Obstacle => ({ code, path: file, message });
  const shown = visible(file);
  let stats: Stats;
  try {
    stats = statSync(file);
  } catch (error) {
    return errorName(error) === "EACCES"
      ? blame("not-searchable", say`This user may not enter a folder on the path to ${shown}.`)
      : blame("missing", say`There is no file ${shown}. Check the path in exec_path.`);
  }
  if (stats.isDirectory()) {
    return blame("directory", say`${shown} is a folder. Name the script itself in exec_path.`);
  }
  if (!stats.isFile()) return blame("not-a-file", say`${shown} is not a regular file, so it cannot be run.`);
  if (!mayExecute(file)) {
    const advice = say`Run chmod +x on it, or write its interpreter before it in exec_path.`;
    return blame("not-executable", say`${shown} is not executable: it has no x permission here. ${advice}`);
  }
  return interpreterObstacle(file, workingDirectory, depth);
}

function interpreterObstacle(file: string, workingDirectory: string, depth: number): Obstacle | undefined {
  const { interpreter } = readFirstLine(file);
  if (interpreter === undefined || depth >= MOST_INTERPRETERS) return undefined;
  const blocked = obstacleOf(path.resolve(workingDirectory, interpreter), workingDirectory, depth + 1);
  if (blocked === undefined) return undefined;
  const shown = visible(file);
  if (interpreter.endsWith("\r")) {
    const message = say`The first line of ${shown} ends with a carriage return (Windows line ending), so the system looks for the interpreter "${visible(interpreter)}". Save the script with LF line endings.`;
    return { code: "carriage-return", path: file, message };
  }
  const message = say`${shown} names the interpreter ${visible(interpreter)} in its first line, but this interpreter cannot be started: ${blocked.message}`;
  return { code: "interpreter-missing", path: file, message };
}

/** Whether this user may execute the file. */
export function mayExecute(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function obstacle(code: ObstacleCode, file: string, message: string): LookUp {
  return { kind: "obstacle", obstacle: { code, path: file, message } };
}

/** Text with visible control characters, so that a stray carriage return can be seen. */
export function visible(text: string): string {
  return text.replace(/[\0-\x1f\x7f]/g, (control) => JSON.stringify(control).slice(1, -1));
}

/** The system's name for an error, such as `ENOENT`. Undefined for other errors. */
export function errorName(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return "errno" in error && typeof error.errno === "number" ? getSystemErrorName(error.errno) : undefined;
}
