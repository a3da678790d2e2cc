/** The command that the programs in a sandbox's `bin` call. Users do not type it, so the help does not list it. */

import { Argument, type Command } from "commander";
import { toolNames } from "../../stand-in/tools/names.ts";
import { readInRange } from "./numbers.ts";

export function addStandInTool(program: Command): void {
  program
    .command("stand-in-tool", { hidden: true })
    .description("Acts as one of Wazuh's tools on the sandbox of a stand-in manager.")
    .addArgument(new Argument("<tool>", "the tool").choices(toolNames))
    .argument("[words...]", "its command line")
    .requiredOption("--home <folder>", "the sandbox")
    .requiredOption("--release <version>", "the version of the manager")
    .requiredOption("--host <address>", "where its ports are")
    .option("--port <number>", "port of the registration service", readInRange(1, 65535))
    .option("--agent", "the tool of the agent's home")
    .action(async (tool, words, { home, release, host, port, agent }) => {
      const { runTool } = await import("../../stand-in/index.ts");
      const end = await runTool({ tool, words, home, version: release, host, port, isAgent: agent === true });
      process.stdout.write(end.output);
      process.stderr.write(end.errors);
      process.exitCode = end.exitCode;
    });
}
