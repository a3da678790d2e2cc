/** The command `test` with a suite: the options that only suites have, and those that the suite itself sets. */

import { type Command, Option } from "commander";
import { SUITE_SUFFIX } from "../../core/suite/suffix.ts";
import { ExitCode } from "../exit-code.ts";
import type { FormatName } from "../report/format-names.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { collect } from "./options.ts";

/** Options of `test` that a suite file sets itself. */
const IN_SUITE = [
  "id",
  "ip",
  "request",
  "keys",
  "socket",
  "timeout",
  "profile",
  "release",
  "hostName",
  "worker",
];

/** Options of `test` that suites do not have. */
const NOT_OF_SUITES = ["config", "start", "repeat", "compare", "torture", "case", "raw"];

/** Options that nothing but a suite has. */
const ONLY_OF_SUITES = ["tag", "coverage", "lcov"];

export function addSuiteOptions(command: Command): void {
  command.addOption(
    new Option("--tag <tag>", "for a suite: only samples with this tag; may be given several times")
      .argParser(collect)
      .default([], "all"),
  );
  command.option("--coverage", "for a suite: say which lines of the script no sample ran");
  command.option("--lcov <file>", "for a suite: write which lines of the script the samples ran, as lcov");
}

export interface SuiteFlags {
  readonly format: FormatName;
  readonly tag: readonly string[];
  readonly jobs?: number;
  readonly verbose?: boolean;
  readonly coverage?: boolean;
  readonly lcov?: string;
}

export function isSuite(argument: string): boolean {
  return argument.endsWith(SUITE_SUFFIX);
}

/** Runs the suite and sets the exit code. */
export async function runSuiteCommand(suite: string, flags: SuiteFlags, command: Command): Promise<void> {
  if (reportsOptionsOfSuite(suite, command)) {
    process.exitCode = ExitCode.couldNotRun;
    return;
  }
  const { testSuite } = await import("../suite/test-suite.ts");
  process.exitCode = await testSuite({ ...flags, suite, tags: flags.tag }, openTerminal());
}

/** Whether options were given that the suite itself sets. If so, the terminal has shown which. */
export function reportsOptionsOfSuite(suite: string, command: Command): boolean {
  const answered = given(IN_SUITE, command);
  const unknown = given(NOT_OF_SUITES, command);
  if (answered.length > 0) {
    openTerminal().complain({
      what: `A suite has its own values for ${answered.join(" and ")}.`,
      advice: `Remove the option, or change ${suite}.`,
    });
  }
  if (unknown.length > 0) {
    openTerminal().complain({
      what: `${unknown.join(" and ")} cannot be used with a suite.`,
      advice: "Remove the option, or give the command line of the script instead of the suite.",
    });
  }
  return answered.length + unknown.length > 0;
}

/** Whether options were given that only a suite has; then the terminal has been told which. */
export function reportsSuiteOnlyOptions(command: Command): boolean {
  const found = given(ONLY_OF_SUITES, command);
  if (found.length === 0) return false;
  openTerminal().complain({
    what: `${found.join(" and ")} can only be used with a suite.`,
    advice: "Name a suite (NAME.keypoll.json); keypoll init SCRIPT writes one.",
  });
  return true;
}

/** Which of the options the command line has, as it writes them. */
function given(names: readonly string[], command: Command): readonly string[] {
  return names
    .filter((name) => command.getOptionValueSource(name) === "cli")
    .map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
}
