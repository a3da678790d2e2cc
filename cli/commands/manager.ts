/** The command `manager`: its arguments and its help. */

import { type Command, Option } from "commander";
import { openTerminal } from "../terminal/terminal.ts";
import { readInRange } from "./numbers.ts";
import { collect, releaseOption } from "./options.ts";

const EXAMPLE = `Example: keypoll manager ./sandbox --release 4.14
`;

const MORE = `
Agents and registration scripts can connect to the registration service (TLS), the REST API for agents, the local socket of authd, and the agents' port. If an unknown agent sends a message to the agents' port, the stand-in runs the poll script of etc/ossec.conf.
All files are in the folder: etc/client.keys, etc/ossec.conf, etc/authd.pass, etc/shared/<group>, logs/ossec.log.
Exit code: 0 ended by Ctrl-C, 2 not started.`;

export function addManager(program: Command): void {
  const port = (name: string, what: string): Option =>
    new Option(`--${name}-port <number>`, `port of ${what} (default: any free port)`)
      .argParser(readInRange(0, 65535))
      .default(undefined);
  program
    .command("manager")
    .summary("start a stand-in manager on this machine")
    .description(
      "Starts a stand-in for a Wazuh manager on this machine, to test registration scripts, enrolment and key polling against. It does not need root and installs nothing.",
    )
    .argument("[folder]", "the sandbox folder; missing files in it are created", "./keypoll-manager")
    .addOption(releaseOption())
    .addOption(port("enrollment", "the registration service"))
    .addOption(port("api", "the REST API"))
    .addOption(port("agents", "the agents, TCP and UDP"))
    .option("--standard-ports", "the manager's own ports: 1515, 55000 and 1514")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--script <command>", "the poll script, as in exec_path; written into a new etc/ossec.conf")
    .addOption(
      new Option(
        "--agent-state <state>",
        "status of an agent in the manager, ID=STATUS:TIME, for example 001=disconnected:2h; may be given several times",
      )
        .argParser(collect)
        .default([], "none"),
    )
    .option(
      "--reload <seconds>",
      "seconds from one reading of client.keys by remoted to the next",
      readInRange(1, 3600),
      10,
    )
    .option("--debug <level>", "debug level of the daemons: 0, 1 or 2", readInRange(0, 2), 0)
    .option("-f, --format <name>", "text, or ndjson with a line for each event", "text")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (folder, flags) => {
      const { runManager } = await import("../manager/manager.ts");
      process.exitCode = await runManager({ ...flags, folder }, openTerminal());
    });
}
