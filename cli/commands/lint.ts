/** The command `lint`: its arguments and its help. */

import { type Command, Option } from "commander";
import { fileKinds } from "../../core/documents/kinds.ts";
import { lintFormats } from "../report/format-names.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { gateOptions } from "./gate-options.ts";
import { readFromZero } from "./numbers.ts";
import { releaseOption } from "./options.ts";

const EXAMPLE = `Example: keypoll lint /var/ossec/etc/client.keys
         keypoll lint --gate new.keys --install /var/ossec/etc/client.keys
`;

const MORE = `
A file that you name is meant: a script is checked as a poll script, and what cannot be checked ends with 2,
unless --ignore-unknown is given.
A folder, or a pattern in quotes, brings all files of these kinds; the others are passed over and counted,
and so are scripts above 512 KB unless their name, or a comment in them, says that they are meant.
A client.keys of up to 512 MB is read piece by piece; --fix, --gate and standard input hold it in memory.
Exit code: 0 checked, no errors and warnings; 1 errors or warnings; 2 a file was not checked or not written,
a suite was not understood, or there was nothing to check; 130 cancelled.`;

export function addLint(program: Command): void {
  const command = program
    .command("lint")
    .summary("check client.keys files, poll scripts, suites and ossec.conf")
    .description(
      "Checks client.keys files: what stops a daemon, what it skips, what it reads differently from what is meant. In poll scripts it finds, without running them, what loses the answer. Suites and the key-polling block of an ossec.conf are checked too.",
    )
    .argument("[files...]", "files, folders and patterns; - is standard input")
    .addOption(releaseOption())
    .option("--upgrade-to <version>", "find records that change their meaning in this release")
    .addOption(new Option("--role <role>", "whose file it is").choices(["auto", "manager", "agent"]))
    .option("--host-name <name>", "the manager's own host name, which no agent may bear")
    .addOption(
      new Option("--as <kind>", "what the named files are, whatever they look like").choices(fileKinds),
    )
    .option("--ignore-unknown", "pass over named files too that are of no kind that is checked")
    .option("--stdin-filename <name>", "name to show for standard input", "<stdin>")
    .option("--across", "hold the agents of all files side by side: keys, ids and names that two have")
    .option("--fix", "fix what is safe to fix, in place")
    .option("--dry-run", "with --fix: show the changes instead")
    .option("--baseline <file>", "leave out findings that this file knows")
    .option("--update-baseline", "write the findings of this run into the baseline")
    .option("-w, --watch", "check again whenever a file changes")
    .option("-q, --quiet", "only errors and warnings, and nothing where all is well")
    .option("--max-warnings <count>", "warnings that are put up with", readFromZero, 0)
    .option("--max-findings <count>", "findings that are shown of a file (default: 500)", readFromZero)
    .option(
      "--no-interpreters",
      "check the syntax of scripts without python3, bash, node, php, ruby and gofmt",
    )
    .addOption(
      new Option("-f, --format <name>", "how the report is written").choices(lintFormats).default("text"),
    )
    .option("--config <file>", "settings (default: keypoll.config.json, here or above)")
    .option("--no-config", "look for no settings")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (paths, flags) => {
      const { lintFiles } = await import("../lint/lint-files.ts");
      process.exitCode = await lintFiles({ ...flags, paths }, openTerminal());
    });
  for (const option of gateOptions()) command.addOption(option);
}
