/** `keypoll init`: writes a first suite for a script. */

import path from "node:path";
import { kindOf } from "../../core/documents/index.ts";
import { pathInSuite, suiteCommand, suiteFileBeside } from "../../core/poll/index.ts";
import {
  proposeArguments,
  proposeRegistrationSuite,
  proposeSuite,
  readSuite,
} from "../../core/suite/index.ts";
import { ExitCode } from "../exit-code.ts";
import { byteString, readInput, STANDARD_INPUT } from "../input.ts";
import { readRelease } from "../manager-settings.ts";
import { readKnownKeys } from "../poll/known-keys.ts";
import { putFile } from "../put-file.ts";
import type { Problem } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";

export interface InitOptions {
  readonly script: string;
  readonly keys?: string;
  readonly release?: string;
  readonly execPath?: string;
  /** Undefined means beside the script, `-` means standard output. */
  readonly output?: string;
  readonly overwrite?: boolean;
}

/** Returns the exit code. */
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
  const file = toTerminal ? script : (options.output ?? suiteFileBeside(script));
  const folder = path.dirname(path.resolve(file));
  const execPath = options.execPath ?? suiteCommand(script, byteString(input.value), folder);
  const clientKeys = keys === undefined ? undefined : pathInSuite(folder, keys);
  const { release: version } = options;
  const source = input.value.toString();
  const text = (await registers(script, source))
    ? proposeRegistrationSuite({
        command: `${execPath} ${proposeArguments(source)[0].line}`.trim(),
        name: "web-01",
        clientKeys,
        release: version,
      })
    : proposeSuite({
        execPath,
        script: source,
        records: known.value.store.entries,
        recordsOf: "client.keys",
        clientKeys,
        release: version,
      });
  if (toTerminal) {
    terminal.print(text);
    return ExitCode.fine;
  }
  const adviceIfThere = "Add --overwrite to replace it, or --output for another name.";
  const put = {
    backup: false,
    mode: 0o666,
    ...(options.overwrite === true ? {} : { adviceIfThere }),
  };
  if (!(await putFile(file, text, put, terminal))) return ExitCode.couldNotRun;
  const reading = readSuite(text);
  const samples = reading.kind !== "broken" ? reading.suite.samples.length : 0;
  terminal.print(`${file}: ${samples} samples. Check them, then run: keypoll test ${file}\n`);
  return ExitCode.fine;
}

/** Whether it is a registration script. An unclear one counts as a poll script, as before. */
async function registers(script: string, text: string): Promise<boolean> {
  const recognised = kindOf({ path: script, text });
  if (recognised.kind !== "script") return false;
  const { scriptKindAt } = await import("../script/claim.ts");
  return (await scriptKindAt(script, recognised.language, text))?.kind === "registration-script";
}
