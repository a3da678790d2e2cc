/**
 * The call with which Windows starts a script: the interpreter for its extension, because no file there names its
 * interpreter.
 */

import path from "node:path";
import { say } from "../../words/index.ts";
import type { Obstacle } from "../run/poll-run.ts";
import { findProgram, hasFolder, type Search } from "./find-program.ts";

export type Call =
  | {
      readonly kind: "call";
      readonly file: string;
      readonly words: readonly string[];
      /** The program that was chosen for the script, or used in place of another. Undefined if the line names it. */
      readonly chosen: string | undefined;
    }
  | { readonly kind: "obstacle"; readonly obstacle: Obstacle };

/** A program with the options that it needs before the script. */
type Runner = readonly [program: string, ...options: readonly string[]];

const PYTHON: readonly Runner[] = [["py", "-3"], ["python"], ["python3"]];
const NODE: readonly Runner[] = [["node"]];
/** The default policy on Windows runs no script at all. It is set for this one process. */
const POWERSHELL_OPTIONS = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File"] as const;
const POWERSHELL: readonly Runner[] = [
  ["pwsh", ...POWERSHELL_OPTIONS],
  ["powershell", ...POWERSHELL_OPTIONS],
];

/** What runs files of an extension: the first program that is installed. */
const runners: Readonly<Record<string, readonly Runner[]>> = {
  ".py": PYTHON,
  ".js": NODE,
  ".mjs": NODE,
  ".cjs": NODE,
  ".ps1": POWERSHELL,
  ".pl": [["perl"]],
  ".php": [["php"]],
  ".rb": [["ruby"]],
  ".sh": [["sh"], ["bash"]],
  ".bash": [["bash"]],
};

/** What Windows starts itself; the last two by its shell. */
const PROGRAMS: ReadonlySet<string> = new Set([".exe", ".com", ".bat", ".cmd"]);
const BATCH: ReadonlySet<string> = new Set([".bat", ".cmd"]);

/** Linux names of programs that have, or may have, another name on Windows. */
const otherNames: Readonly<Record<string, readonly Runner[]>> = {
  python3: PYTHON,
  python: PYTHON,
  pwsh: [["powershell"]],
};

/** The call for a command line that has already been split. */
export function callOnWindows([program = "", ...args]: readonly string[], search: Search): Call {
  const found = findProgram(program, search);
  if (found === undefined) return withOtherName(program, args, search);
  const ending = path.win32.extname(found).toLowerCase();
  if (PROGRAMS.has(ending)) return callOf(found, args, undefined);
  const wanted = runners[ending];
  if (wanted === undefined) {
    return obstacle(
      "interpreter-missing",
      found,
      say`Windows does not start ${found}, and Key Poll knows no interpreter for ${ending === "" ? say`a file without an ending` : ending}. Write its interpreter before it in exec_path.`,
    );
  }
  const runner = firstInstalled(wanted, search);
  if (runner !== undefined) return callOf(runner.file, [...runner.options, found, ...args], runner.file);
  const names = wanted.map(([name]) => name).reduce((one, other) => say`${one} or ${other}`);
  return obstacle(
    "interpreter-missing",
    found,
    say`${found} needs ${names}, which is in no folder of PATH. Install it, or write the full path of an interpreter before the script in exec_path.`,
  );
}

function withOtherName(program: string, args: readonly string[], search: Search): Call {
  const runner = firstInstalled(otherNames[program.toLowerCase()] ?? [], search);
  if (runner !== undefined) return callOf(runner.file, [...runner.options, ...args], runner.file);
  if (program === "") return obstacle("empty-program", program, emptyText());
  if (hasFolder(program)) {
    const file = path.win32.resolve(search.workingDirectory, program);
    return obstacle("missing", file, say`There is no file ${file}. Check the path in exec_path.`);
  }
  return obstacle(
    "not-in-path",
    program,
    say`No folder of PATH has a program "${program}". For a script in this folder write ./${program}, otherwise the full path in exec_path.`,
  );
}

const emptyText = (): string =>
  say`The command line begins with an empty word, so there is no program to start. Remove the blank or the empty quotes at the start of exec_path.`;

function firstInstalled(
  wanted: readonly Runner[],
  search: Search,
): { readonly file: string; readonly options: readonly string[] } | undefined {
  for (const [program, ...options] of wanted) {
    const file = findProgram(program, search);
    if (file !== undefined) return { file, options };
  }
  return undefined;
}

/**
 * cmd.exe parses a batch file's arguments, and again wherever the file uses them. Characters that would end a quoted
 * argument there are rejected, because the rest could be run as a command, and so is the percent sign of a variable.
 */
function callOf(file: string, words: readonly string[], chosen: string | undefined): Call {
  const unsafe = BATCH.has(path.win32.extname(file).toLowerCase())
    ? words.find((word) => /["%\r\n]/.test(word))
    : undefined;
  if (unsafe === undefined) return { kind: "call", file, words, chosen };
  return obstacle(
    "not-startable",
    file,
    say`${file} was not started: the word ${JSON.stringify(unsafe)} has a quotation mark, a percent sign or a line break. cmd.exe interprets these: it could insert a variable, or run the rest as a command. Test such a request with a script in another language.`,
  );
}

function obstacle(code: Obstacle["code"], file: string, message: string): Call {
  return { kind: "obstacle", obstacle: { code, path: file, message } };
}
