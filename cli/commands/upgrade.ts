/** The command `upgrade`: its arguments and its help. */

import { type Command, Option } from "commander";
import { openTerminal } from "../terminal/terminal.ts";
import { formatOption } from "./options.ts";

const EXAMPLE = `Example: keypoll upgrade client.keys --to 5.0
         keypoll upgrade client.keys --to 5.0 --way copy --write client.keys.5.0
`;

const MORE = `
Ways: you copy the file to the new manager (copy), or wazuh-migrate-identity.py inserts the agents through the REST API (tool). By default an agent must carry over by both.
What 5.0.0 itself does is not known yet. --to 5.0 follows two commits of its branch: where they differ, the worse one counts and is marked as unknown.
--write leaves out every agent that would not carry over, and changes no record.
Exit code: 0 all agents carry over, 1 some do not, 2 the file could not be read or written, or has no agents.`;

export function addUpgrade(program: Command): void {
  program
    .command("upgrade")
    .summary("show which agents of a client.keys carry over to Wazuh 5.0")
    .description(
      "Says for each agent of a 4.x client.keys whether a manager of 5.x accepts it: carried, refused, skipped silently, merged into another, or carried without being able to authenticate. Gives the reason and what to do.",
    )
    .argument("<file>", "client.keys of the 4.x manager; - is standard input")
    .requiredOption("--to <version>", "the new release: 5.0, 5.1 or 5.0.0-beta4")
    .addOption(
      new Option("--way <way>", "how the agents are moved").choices(["both", "copy", "tool"]).default("both"),
    )
    .option(
      "--host-name <name>",
      "the new manager's host name, which no agent may have in early versions of 5.x",
    )
    .option("--write <file>", "write the file with the agents that carry over")
    .option("-q, --quiet", "list only agents that do not carry over")
    .addOption(formatOption())
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (path, flags) => {
      const { upgradeFile } = await import("../upgrade/upgrade-file.ts");
      process.exitCode = await upgradeFile(path, flags, openTerminal());
    });
}
