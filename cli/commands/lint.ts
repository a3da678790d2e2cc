/** The command `lint`: its arguments and its help. */

import { type Command, InvalidArgumentError, Option } from "commander";
import { fileKinds } from "../../core/documents/kinds.ts";
import { replacementCodes } from "../../core/lint/key-file/replacement-codes.ts";
import { lintFormats } from "../report/format-names.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { readFromZero } from "./numbers.ts";
import { releaseOption } from "./options.ts";

const EXAMPLE = `Example: keypoll lint /var/ossec/etc/client.keys
         keypoll lint --gate new.keys --install /var/ossec/etc/client.keys
`;

const MORE = `
A file that you name is always checked, a script as a poll script. If it cannot be checked, the exit code is 2, unless you give --ignore-unknown.
In a folder, or a pattern in quotes, all files of these kinds are checked; other files are ignored and counted. Scripts above 512 KB are ignored too, unless their name or a comment in them marks them as poll scripts.
A client.keys of up to 512 MB is read in pieces. --fix, --gate and standard input need all of it in memory.
Exit code: 0 checked, no errors or warnings; 1 errors or warnings; 2 a file was not checked or not written, a suite is invalid, or there was nothing to check; 130 cancelled.`;

export function addLint(program: Command): void {
  const command = program
    .command("lint")
    .summary("check client.keys files, poll scripts, suites and ossec.conf")
    .description(
      "Checks client.keys files: what stops a daemon, what it skips, and what it reads differently from what you would expect. In poll scripts it finds, without running them, what breaks the answer. Suites and the key polling in an ossec.conf are checked too.",
    )
    .argument("[files...]", "files, folders and patterns; - is standard input")
    .addOption(releaseOption())
    .option("--upgrade-to <version>", "find records that change their meaning in this release")
    .addOption(new Option("--role <role>", "whose file it is").choices(["auto", "manager", "agent"]))
    .option("--host-name <name>", "the manager's own host name, which no agent may have")
    .addOption(
      new Option("--as <kind>", "kind of the named files, whatever they look like").choices(fileKinds),
    )
    .option("--ignore-unknown", "also ignore named files of an unknown kind")
    .option("--stdin-filename <name>", "name to show for standard input", "<stdin>")
    .option("--across", "compare the agents of all files: find keys, ids and names that occur twice")
    .option("--fix", "fix what is safe to fix, in place")
    .option("--dry-run", "with --fix: show the changes, and write nothing")
    .option("--baseline <file>", "do not report the findings that this file lists")
    .option("--update-baseline", "write the findings of this run into the baseline")
    .option("-w, --watch", "check again whenever a file changes")
    .option("-q, --quiet", "only errors and warnings; no output if there are none")
    .option("--max-warnings <count>", "number of warnings that are allowed", readFromZero, 0)
    .option("--max-findings <count>", "number of findings to show for each file (default: 500)", readFromZero)
    .option(
      "--no-interpreters",
      "check the syntax of scripts without python3, bash, node, php, ruby and gofmt",
    )
    .addOption(new Option("-f, --format <name>", "format of the report").choices(lintFormats).default("text"))
    .option("--config <file>", "settings (default: keypoll.config.json, in this folder or one above)")
    .option("--no-config", "read no settings file")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (paths, flags) => {
      const { lintFiles } = await import("../lint/lint-files.ts");
      process.exitCode = await lintFiles({ ...flags, paths }, openTerminal());
    });
  for (const option of gateOptions()) command.addOption(option);
}

/** Options that work on several files, or change the new one. */
const NOT_BESIDE = ["fix", "dryRun", "baseline", "updateBaseline", "watch"];

/** Options for a new client.keys that will replace the old one. */
function gateOptions(): readonly Option[] {
  const options = [
    new Option("--gate", "accept a new client.keys only if no daemon would stop on it and no line is lost"),
    new Option("--against <file>", "the file that it replaces: no agent may be lost or locked out"),
    new Option(
      "--install <file>",
      "the same as --against, and replace that file if the new one passes",
    ).conflicts("against"),
    new Option("--new", "there is no old file yet"),
    new Option("--allow <rule>", "accept this change; may be given several times")
      .choices(replacementCodes)
      .argParser(collectCode)
      .default([], "nothing"),
    new Option("--even-if-running", "install even if the manager's daemons run"),
  ];
  for (const option of options) {
    option.conflicts(NOT_BESIDE).helpGroup("To replace a client.keys with a new one:");
    if (option.attributeName() !== "gate") option.implies({ gate: true });
  }
  return options;
}

function collectCode(code: string, codes: readonly string[]): readonly string[] {
  if (replacementCodes.some((each) => each === code)) return [...codes, code];
  throw new InvalidArgumentError(`Allowed choices are ${replacementCodes.join(", ")}.`);
}
