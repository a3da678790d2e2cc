/** `keypoll init`: writes a first suite for a script. */

import { accessSync, constants } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { proposeSuite, readSuite, SUITE_SUFFIX } from "../../core/suite/index.ts";
import { ExitCode } from "../exit-code.ts";
import { byteString, readInput, STANDARD_INPUT, whyNot } from "../input.ts";
import { readRelease } from "../manager-settings.ts";
import { readKnownKeys } from "../poll/known-keys.ts";
import type { Problem } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";

export interface InitOptions {
  readonly script: string;
  readonly keys?: string;
  readonly release?: string;
  readonly execPath?: string;
  /** Undefined is beside the script, `-` is standard output. */
  readonly output?: string;
  readonly overwrite?: boolean;
}

/** What is returned is the exit code. */
export async function initSuite(options: InitOptions, terminal: Terminal): Promise<ExitCode> {
  const refuse = (problem: Problem): ExitCode => {
    terminal.complain(problem);
    return ExitCode.couldNotRun;
  };
  const { script, keys } = options;
  const release = readRelease(options.release);
  if (!release.ok) return refuse(release.problem);
  const input = await readInput(script);
  if (!input.ok) return refuse(input.problem);
  const known = await readKnownKeys(keys, release.value);
  if (!known.ok) return refuse(known.problem);
  const toTerminal = options.output === STANDARD_INPUT;
  const file = toTerminal ? script : (options.output ?? suiteFile(script));
  const folder = path.dirname(path.resolve(file));
  const text = proposeSuite({
    execPath: options.execPath ?? execPathFor(script, byteString(input.value), folder),
    script: input.value.toString(),
    records: known.value.store.entries,
    recordsOf: "client.keys",
    clientKeys: keys === undefined ? undefined : relativeTo(folder, keys),
    release: options.release,
  });
  if (toTerminal) {
    terminal.print(text);
    return ExitCode.fine;
  }
  try {
    await writeFile(file, text, { flag: options.overwrite === true ? "w" : "wx" });
  } catch (error) {
    return refuse(writeProblem(file, error as NodeJS.ErrnoException));
  }
  const reading = readSuite(text);
  const samples = reading.kind === "suite" ? reading.suite.samples.length : 0;
  terminal.print(`${file}: ${samples} samples. Look through them, then: keypoll test ${file}\n`);
  return ExitCode.fine;
}

function suiteFile(script: string): string {
  const { dir, name } = path.parse(script);
  return path.join(dir, name + SUITE_SUFFIX);
}

/** With `./` in front, so that nobody takes it for a program in PATH. */
function relativeTo(folder: string, file: string): string {
  const relative = path.relative(folder, path.resolve(file));
  return relative.startsWith("..") ? relative : `./${relative}`;
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
  ".ps1": "pwsh -NoProfile -File",
};

/** The file itself where it can be executed, else its interpreter with the file. */
function execPathFor(script: string, content: string, folder: string): string {
  const file = relativeTo(folder, script);
  const interpreter = INTERPRETERS[path.extname(script).toLowerCase()];
  const startsItself = isExecutable(script) && (content.startsWith("#!") || interpreter === undefined);
  return startsItself || interpreter === undefined ? quoted(file) : `${interpreter} ${quoted(file)}`;
}

/** The manager splits at blanks, and takes double quotes away from 4.2 on. */
function quoted(file: string): string {
  return file.includes(" ") ? `"${file}"` : file;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function writeProblem(file: string, error: NodeJS.ErrnoException): Problem {
  if (error.code === "EEXIST") {
    return {
      what: `${file} is there already.`,
      advice: "Add --overwrite to replace it, or --output for another name.",
    };
  }
  const [what, advice] = whyNot(file, error);
  return { what, advice };
}
