/** The command `new`: its arguments and its help. */

import { Argument, type Command } from "commander";
import { scriptLanguages } from "../../core/languages/index.ts";
import { sourceIds } from "../../core/templates/sources.ts";
import { openTerminal } from "../terminal/terminal.ts";

const EXAMPLE = `Example: keypoll new python sqlite ./poll
         keypoll test ./poll/agent_key_poll.keypoll.json
`;

const MORE = `
With SQLite, CSV and JSON files the first test passes at once: the sample agents are beside the script.
For databases and web services the command says what to prepare. Nothing is run now.
Exit code: 0 everything was written, 2 it could not be written.`;

export function addNew(program: Command): void {
  program
    .command("new")
    .summary("write a new poll script, with a suite and sample data")
    .description(
      "Writes a complete poll script, with its settings, a suite, and sample agents for its source.",
    )
    .addArgument(new Argument("[language]", "language of the script").choices(scriptLanguages))
    .addArgument(new Argument("[source]", "where the agents' keys are stored").choices(sourceIds))
    .argument(
      "[path]",
      "folder for the files, or the path of the script, with the suffix of its language",
      ".",
    )
    .option("--socket", "write a daemon that answers on a Unix socket, not a script for each request")
    .option("--list", "show which languages and sources can be combined")
    .option("--dry-run", "list what would be written, and write nothing")
    .option("--force", "replace existing files")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (language, source, path, flags) => {
      const { newScript } = await import("../new/new-script.ts");
      process.exitCode = await newScript({ ...flags, language, source, path }, openTerminal());
    });
}
