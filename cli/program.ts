/** The program after the version check. The code of a command is loaded when it is called. */

import { Command } from "commander";
import { commandsFor } from "./commands/all.ts";
import { tool } from "./report/tool.ts";
import { runProgram } from "./run-program.ts";

const EXAMPLE = `Example: keypoll test "python3 ./agent_key_pull.py" --id 001 --ip 10.0.0.7
`;

const MORE = `
For more, with an example: keypoll <command> --help
Exit codes: 0 checked and fine, 1 findings or unexpected verdicts, 2 not checked or could not run, 130 cancelled.
Only agent extract prints a key. NO_COLOR switches colours off, FORCE_COLOR on.`;

const program = new Command("keypoll")
  .description("What would the Wazuh manager do with this poll script, this answer, this client.keys?")
  .version(tool.version, "-V, --version", "print the version")
  .helpOption("-h, --help", "print this help")
  .addHelpText("before", EXAMPLE)
  .addHelpText("after", MORE);

void runProgram(program, commandsFor(process.argv.slice(2)));
