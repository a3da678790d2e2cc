/** The command `lint`: its arguments and its help. */

import { type Command, Option } from "commander";
import { openTerminal } from "../terminal/terminal.ts";
import { formatOption, releaseOption } from "./options.ts";

const EXAMPLE = `Example: keypoll lint /var/ossec/etc/client.keys
`;

const MORE = `
Exit code: 0 no errors and warnings, 1 errors or warnings, 2 a file could not be read.`;

export function addLint(program: Command): void {
  program
    .command("lint")
    .summary("check client.keys files")
    .description(
      "Checks client.keys files: what stops a daemon, what it skips, what it reads differently from what is meant.",
    )
    .argument("<files...>", "files to check; - is standard input")
    .addOption(releaseOption())
    .addOption(
      new Option("--role <role>", "whose file it is").choices(["auto", "manager", "agent"]).default("auto"),
    )
    .option("--host-name <name>", "the manager's own host name, which no agent may bear")
    .option("--stdin-filename <name>", "name to show for standard input", "<stdin>")
    .addOption(formatOption())
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (paths, flags) => {
      const { lintFiles } = await import("../lint/lint-files.ts");
      process.exitCode = await lintFiles({ ...flags, paths }, openTerminal());
    });
}
