/** The command `reconcile`: its arguments and its help. */

import { type Command, InvalidArgumentError, Option } from "commander";
import { type ReconcileState, stateNames } from "../../core/reconcile/state-names.ts";
import { reconcileFormats } from "../reconcile/format-names.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { readFromZero, readInRange, readPositive } from "./numbers.ts";
import { managerOptions, profileOption, readSeconds } from "./options.ts";

const EXAMPLE = `Example: keypoll reconcile ./agent_key_pull.py --keys client.keys
         keypoll reconcile --config /var/ossec/etc/ossec.conf
`;

const MORE = `
More examples:
  keypoll reconcile --socket /run/keys.sock --keys client.keys --threads 8
  keypoll reconcile ./poll.py --keys client.keys --ids ids.txt --write seed.keys
  keypoll reconcile ./poll.py --keys client.keys --resume progress.json  # continues

States: ${stateNames.slice(0, 5).join(", ")},
  ${stateNames.slice(5).join(", ")}.
Reports show fingerprints and no keys. --write makes a file with keys, which only you may read.
Exit code: 0 all agents are equal, 1 some are not, 2 some could not be checked, 130 cancelled.`;

export function addReconcile(program: Command): void {
  const command = program
    .command("reconcile")
    .summary("compare every agent of a client.keys with the script's database")
    .description(
      "Asks a poll script or a daemon for every agent of a client.keys, as the manager would, and reports where the database differs.",
    )
    .argument("[exec-path]", "the command line, as in exec_path; or a suite, NAME.keypoll.json")
    .option("-k, --keys <file>", "client.keys of the manager (default: that of --config or of the suite)")
    .option(
      "--ids <file>",
      "also ask for the ids in this file, one a line: agents that may be only in the database",
    )
    .option(
      "--config <file>",
      "take exec_path, socket, timeout, threads and force options from this ossec.conf",
    )
    .option(
      "--socket <path>",
      "ask the daemon at this socket; from 4.4 on exec-path is run if the socket gives nothing",
    )
    .addOption(
      new Option("--by <selector>", "ask by id, or for each agent as the manager would")
        .choices(["id", "manager"])
        .default("id"),
    )
    .option(
      "-n, --threads <number>",
      "requests at once (default: 1, or threads of --config)",
      readInRange(1, 100),
    )
    .option(
      "-t, --timeout <seconds>",
      "seconds that the manager waits; 0 waits forever (default: 60)",
      readSeconds,
    )
    .addOption(profileOption())
    .addOption(
      new Option("--unknown-error <number>", "the script's error number for an agent that does not exist")
        .argParser(numbers)
        .default([], "4"),
    )
    .addOption(
      new Option("--ambiguous-error <number>", "the script's error number if several agents match")
        .argParser(numbers)
        .default([], "5"),
    )
    .addOption(
      new Option("--only <state>", "list only agents in this state; may be given several times")
        .choices(stateNames)
        .argParser(readStates)
        .default([], "all but equal"),
    )
    .option("--limit <number>", "ask for this many agents at most", readPositive)
    .option(
      "--max-failures <number>",
      "stop after this many agents without an answer; 0 never stops",
      readFromZero,
      100,
    )
    .option("--resume <file>", "save the progress in this file, and continue from it")
    .option("--write <file>", "write the client.keys that the manager would have in the end")
    .option("--even-if-running", "write that file even if it is the live file of a running manager")
    .addOption(
      new Option("-f, --format <name>", "format of the report").choices(reconcileFormats).default("text"),
    )
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE);
  for (const option of managerOptions()) command.addOption(option);
  command.action(async (subject: string | undefined, flags) => {
    const { reconcileCommand } = await import("../reconcile/reconcile.ts");
    const given = subject === undefined ? flags : { ...flags, subject };
    process.exitCode = await reconcileCommand(given, openTerminal());
  });
}

function numbers(value: string, values: readonly number[]): readonly number[] {
  const number = Number(value);
  if (!/^-?\d{1,10}$/.test(value) || number === 0) {
    throw new InvalidArgumentError("Write the number of an error answer, for example 4.");
  }
  return [...values, number];
}

function readStates(value: string, states: readonly ReconcileState[]): readonly ReconcileState[] {
  const [state] = stateNames.filter((each) => each === value);
  if (state === undefined) {
    throw new InvalidArgumentError(`Allowed choices are ${stateNames.join(", ")}.`);
  }
  return [...states, state];
}
