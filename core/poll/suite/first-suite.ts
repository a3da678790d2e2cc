/** The names in a first suite: its own file, the script's command line, and files beside it. */

import { statSync } from "node:fs";
import path from "node:path";
import type { ByteString } from "../../manager/index.ts";
import { here } from "../../platform/index.ts";
import { SUITE_SUFFIX } from "../../suite/index.ts";
import { mayExecute } from "../run/look-up.ts";

/** The suite's file: beside the script, with the script's name. */
export function suiteFileBeside(script: string): string {
  const { dir, name } = path.parse(script);
  return path.join(dir, name + SUITE_SUFFIX);
}

/** A file as a suite in `folder` names it: with `./` in front, so that it is not read as a program in PATH. */
export function pathInSuite(folder: string, file: string): string {
  const relative = path.relative(folder, path.resolve(file)).replaceAll(path.sep, "/");
  return relative.startsWith("..") || path.isAbsolute(relative) ? relative : `./${relative}`;
}

/** Interpreters for files that cannot start by themselves. */
const INTERPRETERS: Readonly<Record<string, string>> = {
  ".py": "python3",
  ".sh": "sh",
  ".bash": "bash",
  ".js": "node",
  ".mjs": "node",
  ".cjs": "node",
  ".pl": "perl",
  ".php": "php",
  ".rb": "ruby",
  ".go": "go run",
  ".ps1": "pwsh -NoProfile -File",
};

/**
 * exec_path for a script: the file itself or the program built from it if it is executable, otherwise its interpreter
 * with the file.
 */
export function suiteCommand(script: string, content: ByteString, folder: string): string {
  const built = builtProgram(script);
  if (built !== undefined) return quoted(pathInSuite(folder, built));
  const file = pathInSuite(folder, script);
  const interpreter = INTERPRETERS[path.extname(script).toLowerCase()];
  const startsItself = isExecutable(script) && (content.startsWith("#!") || interpreter === undefined);
  return startsItself || interpreter === undefined ? quoted(file) : `${interpreter} ${quoted(file)}`;
}

/**
 * The program that `go build` made from a source, if it is beside the source and not older. Undefined if there is none.
 * This is better than `go run`, which builds in another folder, away from the program's settings file.
 */
export function builtProgram(source: string): string | undefined {
  const { dir, name, ext } = path.parse(source);
  const program = path.join(dir, name);
  if (ext !== ".go" || !isExecutable(program)) return undefined;
  return statSync(program).mtimeMs >= statSync(source).mtimeMs ? program : undefined;
}

/** The manager splits at blanks. From 4.2 on it removes double quotes. */
function quoted(file: string): string {
  return file.includes(" ") ? `"${file}"` : file;
}

/** Whether the file can start by itself. On Windows no script can. */
export function isExecutable(script: string): boolean {
  return here.isUnix && mayExecute(script);
}
