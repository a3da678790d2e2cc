/** The command `agent`: manual registration, with a subcommand for each operation. */

import { type Command, Option } from "commander";
import { openTerminal } from "../terminal/terminal.ts";
import { releaseOption } from "./options.ts";

function example(words: string): string {
  return `Example: keypoll agent ${words}\n`;
}

const MORE = `
A command that changes the file replaces it as a whole, keeps its mode, owner and access control list, and leaves a backup beside it. Several commands may write at once.
Exit code: 0 done, 1 the records differ (compare), 2 refused or could not be done.`;

/** The file to work on. */
function fileOption(): Option {
  return new Option("-k, --keys <file>", "the client.keys to work on").default("client.keys");
}

function liveOption(): Option {
  return new Option("--even-if-running", "change the live file of a manager even if its daemons run");
}

export function addAgent(program: Command): void {
  const agent = program
    .command("agent")
    .summary("add, remove, list, extract and compare agents in a client.keys")
    .description("Changes a client.keys as manage_agents would, without a manager.")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("before", example("add web-01 --ip 192.168.1.100 --keys client.keys"))
    .addHelpText("after", MORE);

  agent
    .command("list")
    .addHelpText("before", example("list --keys client.keys"))
    .summary("list the agents as a table")
    .description("Lists the agents as a table.")
    .addOption(fileOption())
    .addOption(releaseOption())
    .addOption(
      new Option("-f, --format <name>", "format of the list").choices(["text", "json"]).default("text"),
    )
    .action(async (flags) => {
      const { listFile } = await import("../agent/list.ts");
      process.exitCode = await listFile(flags, openTerminal());
    });

  agent
    .command("add")
    .addHelpText("before", example("add web-01 --ip 192.168.1.100 --keys client.keys"))
    .summary("add an agent with the next free id and a new key")
    .description("Adds an agent with the next free id and a new key.")
    .argument("<name>", "name of the agent")
    .option("--ip <address>", "any, an address or a range", "any")
    .option("--id <id>", "use this id (default: the next free one)")
    .addOption(fileOption())
    .addOption(releaseOption())
    .addOption(liveOption())
    .action(async (name, flags) => {
      const { addToFile } = await import("../agent/change.ts");
      process.exitCode = await addToFile(name, flags, openTerminal());
    });

  agent
    .command("remove")
    .addHelpText("before", example("remove 001 --keys client.keys"))
    .summary("mark an agent as removed; its id stays taken")
    .description("Marks an agent as removed, in the manager's own form.")
    .argument("<id>", "id of the agent")
    .addOption(fileOption())
    .addOption(releaseOption())
    .addOption(liveOption())
    .action(async (id, flags) => {
      const { removeFromFile } = await import("../agent/change.ts");
      process.exitCode = await removeFromFile(id, flags, openTerminal());
    });

  agent
    .command("rekey")
    .addHelpText("before", example("rekey 001 --keys client.keys"))
    .summary("give an agent a new key")
    .description(
      "Gives an agent a new key of 64 lower-case hexadecimal digits, which every release accepts, and says how to bring it to the agent.",
    )
    .argument("<id>", "id of the agent")
    .addOption(fileOption())
    .addOption(releaseOption())
    .addOption(liveOption())
    .action(async (id, flags) => {
      const { rekeyInFile } = await import("../agent/change.ts");
      process.exitCode = await rekeyInFile(id, flags, openTerminal());
    });

  addHandOver(agent);
}

/** The subcommands about a record and its copy on the agent. */
function addHandOver(agent: Command): void {
  agent
    .command("extract")
    .addHelpText("before", example("extract 001 --keys client.keys"))
    .summary("print an agent's import string, for manage_agents -i; it contains the key")
    .description("Prints an agent's import string, for manage_agents -i on the agent. It contains the key.")
    .argument("<id>", "id of the agent")
    .option("--line", "print the line for the agent's own file instead")
    .addOption(fileOption())
    .addOption(releaseOption())
    .action(async (id, flags) => {
      const { extract } = await import("../agent/hand-over.ts");
      process.exitCode = await extract(id, flags, openTerminal());
    });

  agent
    .command("import")
    .addHelpText("before", example("import - --keys client.keys < string.txt"))
    .summary("write an agent's own client.keys from an import string")
    .description("Writes an agent's own client.keys from an import string; - reads it from standard input.")
    .argument("<string>", "the import string, or -")
    .addOption(fileOption())
    .addOption(releaseOption())
    .addOption(liveOption())
    .action(async (text, flags) => {
      const { importString } = await import("../agent/hand-over.ts");
      process.exitCode = await importString(text, flags, openTerminal());
    });

  agent
    .command("compare")
    .addHelpText("before", example("compare agent-client.keys --keys client.keys"))
    .summary("compare an agent's own record with the manager's")
    .description("Compares an agent's own record with the manager's, field by field, keys masked.")
    .argument("<agent-file>", "the agent's own client.keys, or its import string")
    .addOption(fileOption())
    .addOption(releaseOption())
    .action(async (own, flags) => {
      const { compare } = await import("../agent/compare.ts");
      process.exitCode = await compare(own, flags, openTerminal());
    });
}
