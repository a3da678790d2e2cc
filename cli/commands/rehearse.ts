/** The command `rehearse`: its arguments and its help. */

import { type Command, InvalidArgumentError, Option } from "commander";
import { ExitCode } from "../exit-code.ts";
import { rehearsalFormats } from "../rehearsal/format-names.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { readInRange } from "./numbers.ts";
import { keysOption, managerOptions, profileOption, readSeconds } from "./options.ts";
import { isSuite, reportsOptionsOfSuite } from "./suite-test.ts";

const EXAMPLE = `Example: keypoll rehearse agent_key_pull.keypoll.json --agents 7700 --threads 4
`;

const MORE = `
The script really runs, with the manager's threads and queue, until --limit or --duration; the rest is simulated.
The report marks each figure as measured or simulated.
Exit code: 0 all agents are connected in the end, 1 some are not, 2 nothing could be run, 130 cancelled.`;

export function addRehearse(program: Command): void {
  // One list for both options, so that the order of the command line is kept.
  const requests: string[] = [];
  const asks = (selector: string) => (value: string) => void requests.push(`${selector}${value}`);
  const command = program
    .command("rehearse")
    .summary("find out how long it takes until all agents have reconnected")
    .description(
      "Finds out what happens when many agents reconnect at once: runs the script as the manager's threads would, measures the runs, and simulates the rest.",
    )
    .argument("<subject>", "a suite, NAME.keypoll.json; or the command line, as in exec_path")
    .option("-a, --agents <number>", "number of agents that reconnect", readInRange(1, 1_000_000), 1000)
    .option("-n, --threads <number>", "the manager's setting threads", readInRange(1, 100), 1)
    .option("-Q, --queue-size <number>", "the manager's setting queue_size", readInRange(1, 220_000), 1024)
    .option(
      "-l, --limit <runs>",
      "number of runs at most (default: 400, within a minute)",
      readInRange(1, 1_000_000),
    )
    .option("-d, --duration <seconds>", "start no run after this many seconds", readSeconds)
    .option("--levels <list>", "other numbers of threads to measure", readLevels, [1, 2, 4, 8, 16, 32])
    .option(
      "--compare-socket [path]",
      "also rehearse this socket, and compare (default: the socket of the suite)",
    )
    .option(
      "--id <id>",
      "for a command line: an agent that the script knows; may be given several times",
      asks("id:"),
    )
    .option(
      "--ip <address>",
      "for a command line: the address of such an agent; may be given several times",
      asks("ip:"),
    )
    .addOption(keysOption())
    .option("-t, --timeout <seconds>", "seconds that the manager waits; 0 waits forever", readSeconds, 60)
    .addOption(profileOption())
    .option("--retry <seconds>", "an agent tries again after this time: its retry_interval", readSeconds, 10)
    .option("--spread <seconds>", "all agents try for the first time within this time", readSeconds, 1)
    .option(
      "--reload <seconds>",
      "remoted reads client.keys at this interval: keyupdate_interval",
      readSeconds,
      10,
    )
    .option("--seed <number>", "seed of the simulation's random numbers", readInRange(0, 2 ** 31 - 1), 1)
    .addOption(
      new Option("-f, --format <name>", "format of the report").choices(rehearsalFormats).default("text"),
    )
    .option("-o, --output <file>", "file for the report (default: standard output)")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE);
  for (const option of managerOptions()) command.addOption(option);
  command.action(async (subject, flags) => {
    if (isSuite(subject) && reportsOptionsOfSuite(subject, command)) {
      process.exitCode = ExitCode.couldNotRun;
      return;
    }
    const { rehearseCommand } = await import("../rehearsal/rehearse.ts");
    process.exitCode = await rehearseCommand({ ...flags, subject, requests }, openTerminal());
  });
}

/** `1,2,4`, or `none` for no other number than the chosen one. */
function readLevels(text: string): readonly number[] {
  if (text === "none") return [];
  const levels = text.split(",").map(Number);
  if (levels.every((each) => Number.isInteger(each) && each >= 1 && each <= 100)) return levels;
  throw new InvalidArgumentError("Write numbers of threads from 1 to 100, for example 1,4,16, or none.");
}
