/**
 * Finds a program as Windows does: by the extensions of PATHEXT, in the folders of PATH. A bare name is never looked up
 * in the current folder.
 */

import path from "node:path";

export interface Search {
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly isFile: (path: string) => boolean;
}

/** The extensions that Windows tries if PATHEXT is not set. */
const ENDINGS = ".COM;.EXE;.BAT;.CMD";

/** The file that a name stands for. Undefined if there is none. */
export function findProgram(program: string, search: Search): string | undefined {
  const places = hasFolder(program)
    ? [path.win32.resolve(search.workingDirectory, program)]
    : foldersOf(search.environment).map((folder) => path.win32.join(folder, program));
  const endings = listOf(variable(search.environment, "PATHEXT") ?? ENDINGS);
  for (const place of places) {
    // A name without an extension is not a program, even if such a file exists.
    const names = [
      ...(path.win32.extname(place) === "" ? [] : [place]),
      ...endings.map((each) => place + each.toLowerCase()),
    ];
    const found = names.find(search.isFile);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a word is a path to a file, and not a program to be looked up. */
export function hasFolder(program: string): boolean {
  return /[\\/]|^[a-z]:/i.test(program);
}

function foldersOf(environment: Search["environment"]): readonly string[] {
  return listOf(variable(environment, "PATH") ?? "").map((folder) => folder.replace(/^"(.*)"$/, "$1"));
}

function listOf(text: string): readonly string[] {
  return text.split(";").filter((each) => each !== "");
}

/** Windows ignores case in the names of variables. */
export function variable(environment: Search["environment"], name: string): string | undefined {
  return Object.entries(environment).find(([each]) => each.toUpperCase() === name)?.[1];
}
