/** The command `new`: its arguments and its help. */

import { Argument, type Command } from "commander";
import { scriptLanguages } from "../../core/languages/index.ts";
import { sourceIds } from "../../core/templates/template.ts";
import { openTerminal } from "../terminal/terminal.ts";

const EXAMPLE = `Example: keypoll new python sqlite ./poll
         keypoll test ./poll/agent_key_poll.keypoll.json
`;

const MORE = `
With SQLite, CSV and JSON files the first test passes at once: sample agents lie beside the script.
For servers it says what to prepare. Nothing is run now.
Exit code: 0 everything is written, 2 it could not be.`;

export function addNew(program: Command): void {
  program
    .command("new")
    .summary("write a new poll script, with a suite and sample data")
    .description(
      "Writes a poll script that is right from the first line, with its settings, a suite, and sample agents for its source.",
    )
    .addArgument(new Argument("[language]", "what it is written in").choices(scriptLanguages))
    .addArgument(new Argument("[source]", "where the keys are").choices(sourceIds))
    .argument("[path]", "folder for the files, or the script's own path, ending as its language does", ".")
    .option("--socket", "a daemon that answers on a Unix socket, instead of a script for each request")
    .option("--list", "show which languages and sources go together")
    .option("--dry-run", "say what would be written, and write nothing")
    .option("--force", "replace files that are there already")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (language, source, path, flags) => {
      const { newScript } = await import("../new/new-script.ts");
      process.exitCode = await newScript({ ...flags, language, source, path }, openTerminal());
    });
}
