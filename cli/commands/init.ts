/** The command `init`: its arguments and its help. */

import type { Command } from "commander";
import { openTerminal } from "../terminal/terminal.ts";
import { releaseOption } from "./options.ts";

const EXAMPLE = `Example: keypoll init ./agent_key_pull.py --keys client.keys
`;

const MORE = `
The suite is written beside the script, for example agent_key_pull.keypoll.json; keypoll test runs it. Nothing is run now.
Exit code: 0 the suite was written, 2 it could not be written.`;

export function addInit(program: Command): void {
  program
    .command("init")
    .summary("write a suite of samples for a poll script or a registration script")
    .description(
      "Writes a suite with samples for a poll script: an agent that exists, one that does not, a request that several agents match, and bad arguments. With --keys the agents are those of a client.keys. For a registration script the samples are: a new agent, the same machine again, and a name that is refused.",
    )
    .argument("<script>", "the script's file")
    .option(
      "-k, --keys <file>",
      "client.keys of the manager: ids and addresses are taken from it, but no keys",
    )
    .addOption(releaseOption())
    .option(
      "--exec-path <command>",
      "the command line that starts the script (default: as its first line says)",
    )
    .option("-o, --output <file>", "where the suite is written; - is standard output")
    .option("--overwrite", "replace an existing suite")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (script, flags) => {
      const { initSuite } = await import("../suite/init-suite.ts");
      process.exitCode = await initSuite({ ...flags, script }, openTerminal());
    });
}
