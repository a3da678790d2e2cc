/**
 * Whether the manager can run the program of exec_path, as far as a face with a file system can tell. The manager is
 * root, so this does not check what this user may start; starting one here does.
 */

import { envProgram, firstLineOf } from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { KeyMask } from "../mask.ts";

/** What is at a path. */
export type FileLook =
  | { readonly kind: "missing" | "folder" | "other" }
  /** We may not look, or cannot tell. The manager, which runs as root, can. */
  | { readonly kind: "unknown" }
  | {
      readonly kind: "file";
      /** Some user may execute it. That is enough for root. */
      readonly executable: boolean;
      /** The first bytes, as many as the kernel reads, one character for each. */
      readonly start: string;
    };

/** The manager's file system, as far as a face can see it. */
export interface Programs {
  /** `path` is absolute. */
  look(path: string): FileLook;
  /** Folders of PATH in which the manager looks. */
  readonly searchPath: readonly string[];
  /** The manager's working folder: where it is installed. */
  readonly installation: string;
}

/** Interpreters whose first argument that is not an option is a file. */
const INTERPRETER = /^(?:python|perl|php|ruby|node|nodejs|bash|sh|dash|zsh|ksh|lua|pwsh)[\d.]*$/;

/** Options of an interpreter that no script file follows. */
const NO_FILE = /^-(?:[a-zA-Z]*[cemrE]|-eval|-module|-command|-Command)$/;

const mask = new KeyMask();

/** Why the words cannot be run, in a sentence. Undefined if no reason is known. */
export function programError(words: readonly string[], programs: Programs): string | undefined {
  const [program = "", ...rest] = words;
  if (program === "") return undefined;
  const file = find(program, programs);
  if (file === undefined) {
    return say`No program ${shown(program)} is in ${programs.searchPath.join(":")}: the manager says that the path is invalid. Give the full path.`;
  }
  return fileError(file, programs) ?? scriptError(program, rest, programs);
}

function find(program: string, programs: Programs): string | undefined {
  if (program.includes("/")) return absolute(program, programs);
  return programs.searchPath
    .map((folder) => `${folder}/${program}`)
    .find((path) => {
      const look = programs.look(path);
      return look.kind === "unknown" || (look.kind === "file" && look.executable);
    });
}

function absolute(path: string, { installation }: Programs): string {
  return path.startsWith("/") ? path : `${installation}/${path}`;
}

function fileError(path: string, programs: Programs): string | undefined {
  const look = programs.look(path);
  switch (look.kind) {
    case "unknown":
      return undefined;
    case "missing":
      return say`There is no ${shown(path)}: the manager says that the path is invalid (exit code 127).`;
    case "folder":
    case "other":
      return say`${shown(path)} is ${look.kind === "folder" ? say`a folder` : say`not a regular file`}: it cannot be run (exit code 127).`;
    case "file":
      return look.executable
        ? firstLineError(path, look.start, programs)
        : say`${shown(path)} is not executable: run chmod +x on it, or write its interpreter before it.`;
  }
}

function firstLineError(path: string, start: string, programs: Programs): string | undefined {
  const line = firstLineOf(start);
  const { interpreter, argument = "" } = line;
  if (interpreter === undefined) return undefined;
  if (/\r$/.test(interpreter) || /\r$/.test(argument)) {
    return say`The first line of ${shown(path)} ends with a carriage return, so its interpreter is not found (exit code 127). Save it with LF line endings.`;
  }
  const look = programs.look(absolute(interpreter, programs));
  if (look.kind === "missing") {
    return say`${shown(path)} needs the interpreter ${shown(interpreter)}, which does not exist (exit code 127).`;
  }
  const wanted = envProgram(line);
  return wanted !== undefined && find(wanted, programs) === undefined
    ? say`${shown(path)} lets env look for ${shown(wanted)}, which is in no folder of ${programs.searchPath.join(":")} (exit code 127).`
    : undefined;
}

/** The script after an interpreter need not be executable, but it must exist. */
function scriptError(program: string, words: readonly string[], programs: Programs): string | undefined {
  if (!INTERPRETER.test(program.slice(program.lastIndexOf("/") + 1))) return undefined;
  for (const word of words) {
    if (NO_FILE.test(word)) return undefined;
    if (word.startsWith("-")) continue;
    const { kind } = programs.look(absolute(word, programs));
    if (kind === "missing") {
      return say`There is no script ${shown(word)}: ${shown(program)} ends with an exit code other than 0, and the answer is lost.`;
    }
    return kind === "folder" ? say`${shown(word)} is a folder, not a script.` : undefined;
  }
  return undefined;
}

function shown(text: string): string {
  return mask.hide(JSON.stringify(text).slice(1, -1));
}
