/** How a first suite names things: its own file, the script's command line, and files beside it. */

import { accessSync, constants } from "node:fs";
import path from "node:path";
import type { ByteString } from "../../manager/index.ts";
import { SUITE_SUFFIX } from "../../suite/index.ts";

/** The suite's file, beside the script and with its name. */
export function suiteFileBeside(script: string): string {
  const { dir, name } = path.parse(script);
  return path.join(dir, name + SUITE_SUFFIX);
}

/** A file as a suite in `folder` names it: with `./` in front, so that nobody takes it for a program in PATH. */
export function pathInSuite(folder: string, file: string): string {
  const relative = path.relative(folder, path.resolve(file)).replaceAll(path.sep, "/");
  return relative.startsWith("..") || path.isAbsolute(relative) ? relative : `./${relative}`;
}

/** What starts files that cannot start themselves. */
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

/** exec_path for a script: the file itself where it can be executed, else its interpreter with the file. */
export function suiteCommand(script: string, content: ByteString, folder: string): string {
  const file = pathInSuite(folder, script);
  const interpreter = INTERPRETERS[path.extname(script).toLowerCase()];
  const startsItself = isExecutable(script) && (content.startsWith("#!") || interpreter === undefined);
  return startsItself || interpreter === undefined ? quoted(file) : `${interpreter} ${quoted(file)}`;
}

/** The manager splits at blanks, and takes double quotes away from 4.2 on. */
function quoted(file: string): string {
  return file.includes(" ") ? `"${file}"` : file;
}

function isExecutable(script: string): boolean {
  try {
    accessSync(script, constants.X_OK);
    return process.platform !== "win32";
  } catch {
    return false;
  }
}
