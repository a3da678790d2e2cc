/** The command `rehearse`: its arguments and its help. */

import { type Command, InvalidArgumentError, Option } from "commander";
import { ExitCode } from "../exit-code.ts";
import { rehearsalFormats } from "../rehearsal/format-names.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { readInRange } from "./numbers.ts";
import { keysOption, managerOptions, profileOption, readSeconds } from "./options.ts";
import { isSuite, saysWhatSuiteSays } from "./suite-test.ts";

const EXAMPLE = `Example: keypoll rehearse agent_key_pull.keypoll.json --agents 7700 --threads 4
`;

const MORE = `
The script really runs, with the manager's workers and queue, until --limit or --duration; what is left is simulated.
Measured and simulated figures are named as such everywhere.
Exit code: 0 all agents get in, 1 they do not, 2 nothing could be asked, 130 cancelled.`;

export function addRehearse(program: Command): void {
  // One list for both options, so that the order of the command line is kept.
  const requests: string[] = [];
  const asks = (selector: string) => (value: string) => void requests.push(`${selector}${value}`);
  const command = program
    .command("rehearse")
    .summary("find out how long it takes until all agents are back")
    .description(
      "Rehearses that many agents come back at once: runs the script as the manager's threads would, measures, and simulates the rest.",
    )
    .argument("<subject>", "a suite, NAME.keypoll.json; or the command line as it stands in exec_path")
    .option("-a, --agents <number>", "agents that come back", readInRange(1, 1_000_000), 1000)
    .option("-n, --threads <number>", "the setting threads", readInRange(1, 100), 1)
    .option("-Q, --queue-size <number>", "the setting queue_size", readInRange(1, 220_000), 1024)
    .option("-l, --limit <runs>", "most runs (default: 400, and a minute)", readInRange(1, 1_000_000))
    .option("-d, --duration <seconds>", "begin no run after so many seconds", readSeconds)
    .option("--levels <list>", "threads to measure beside the asked ones", readLevels, [1, 2, 4, 8, 16, 32])
    .option("--compare-socket [path]", "rehearse the socket too, side by side (default: the suite's)")
    .option("--id <id>", "of a command line: an agent that it knows; may be given several times", asks("id:"))
    .option("--ip <address>", "the same by address", asks("ip:"))
    .addOption(keysOption())
    .option("-t, --timeout <seconds>", "seconds that the manager waits; 0 waits for ever", readSeconds, 60)
    .addOption(profileOption())
    .option("--retry <seconds>", "an agent asks again after so long: its retry_interval", readSeconds, 10)
    .option("--spread <seconds>", "all agents ask first within so long", readSeconds, 1)
    .option("--reload <seconds>", "remoted reads client.keys so often: keyupdate_interval", readSeconds, 10)
    .option("--seed <number>", "other random numbers for the simulation", readInRange(0, 2 ** 31 - 1), 1)
    .addOption(
      new Option("-f, --format <name>", "how the report is written")
        .choices(rehearsalFormats)
        .default("text"),
    )
    .option("-o, --output <file>", "where it is written (default: standard output)")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE);
  for (const option of managerOptions()) command.addOption(option);
  command.action(async (subject, flags) => {
    if (isSuite(subject) && saysWhatSuiteSays(subject, command)) {
      process.exitCode = ExitCode.couldNotRun;
      return;
    }
    const { rehearseCommand } = await import("../rehearsal/rehearse.ts");
    process.exitCode = await rehearseCommand({ ...flags, subject, requests }, openTerminal());
  });
}

/** `1,2,4`; `none` for no other number than the asked one. */
function readLevels(text: string): readonly number[] {
  if (text === "none") return [];
  const levels = text.split(",").map(Number);
  if (levels.every((each) => Number.isInteger(each) && each >= 1 && each <= 100)) return levels;
  throw new InvalidArgumentError("Write numbers of threads from 1 to 100, for example 1,4,16, or none.");
}
