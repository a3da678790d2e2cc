/** The command `test` where it is given a suite: the options that only suites have, and those that stand in the suite. */

import type { Command } from "commander";
import { SUITE_SUFFIX } from "../../core/suite/suffix.ts";
import { ExitCode } from "../exit-code.ts";
import type { FormatName } from "../report/format-names.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { readPositive } from "./numbers.ts";

/** Options of `test` that a suite file answers itself. */
const IN_SUITE = ["id", "ip", "request", "keys", "timeout", "profile", "release", "hostName", "worker"];

export function addSuiteOptions(command: Command): void {
  const collect = (tag: string, tags: readonly string[]): readonly string[] => [...tags, tag];
  command
    .option("--tag <tag>", "of a suite: only samples with this tag; may be given several times", collect, [])
    .option("-j, --jobs <number>", "of a suite: samples that are asked at once", readPositive, 1);
}

export interface SuiteFlags {
  readonly format: FormatName;
  readonly tag: readonly string[];
  readonly jobs: number;
  readonly verbose?: boolean;
}

export function isSuite(argument: string): boolean {
  return argument.endsWith(SUITE_SUFFIX);
}

/** Runs the suite; what is set is the exit code. */
export async function runSuiteCommand(suite: string, flags: SuiteFlags, command: Command): Promise<void> {
  if (saysWhatSuiteSays(suite, command)) {
    process.exitCode = ExitCode.couldNotRun;
    return;
  }
  const { testSuite } = await import("../suite/test-suite.ts");
  process.exitCode = await testSuite({ ...flags, suite, tags: flags.tag }, openTerminal());
}

/** Whether options were given beside a suite that the suite answers itself; then the terminal has been told which. */
export function saysWhatSuiteSays(suite: string, command: Command): boolean {
  const unwanted = IN_SUITE.filter((name) => command.getOptionValueSource(name) === "cli");
  if (unwanted.length === 0) return false;
  const names = unwanted.map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  openTerminal().complain({
    what: `A suite says itself what ${names.join(" and ")} would say.`,
    advice: `Leave the option out, or change ${suite}.`,
  });
  return true;
}
