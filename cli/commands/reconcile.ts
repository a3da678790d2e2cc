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
  keypoll reconcile ./poll.py --keys client.keys --resume progress.json  # goes on

States: ${stateNames.slice(0, 5).join(", ")},
  ${stateNames.slice(5).join(", ")}.
Keys are compared by fingerprint; no report holds one. --write makes a file with keys, which only you may read.
Exit code: 0 all are equal, 1 some are not, 2 some could not be checked, 130 cancelled.`;

export function addReconcile(program: Command): void {
  const command = program
    .command("reconcile")
    .summary("hold every agent of a client.keys against the database after the script")
    .description(
      "Asks a poll script or a daemon for every agent of a client.keys, as the manager would, and says which ones the database has otherwise.",
    )
    .argument("[exec-path]", "the command line as it stands in exec_path; or a suite, NAME.keypoll.json")
    .option("-k, --keys <file>", "client.keys of the manager (default: beside --config, or the suite's)")
    .option("--ids <file>", "also ask for these ids, one a line: agents that only the database may have")
    .option(
      "--config <file>",
      "take exec_path, socket, timeout, threads and force options from this ossec.conf",
    )
    .option(
      "--socket <path>",
      "ask the daemon at this socket; from 4.4 on exec-path is run where it gives nothing",
    )
    .addOption(
      new Option("--by <selector>", "ask by id, or for each agent by what the manager would ask")
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
      "seconds that the manager waits; 0 waits for ever (default: 60)",
      readSeconds,
    )
    .addOption(profileOption())
    .option(
      "--unknown-error <number>",
      "the error answer for an agent that is not there (default: 4)",
      numbers,
      [],
    )
    .option(
      "--ambiguous-error <number>",
      "the error answer where several agents fit (default: 5)",
      numbers,
      [],
    )
    .addOption(
      new Option("--only <state>", "list only agents of this state; may be given several times")
        .choices(stateNames)
        .argParser(readStates)
        .default([], "all but equal"),
    )
    .option("--limit <number>", "ask for so many agents at most", readPositive)
    .option(
      "--max-failures <number>",
      "stop after so many without an answer; 0 never stops",
      readFromZero,
      100,
    )
    .option("--resume <file>", "note in this file how far it came, and go on from there")
    .option("--write <file>", "write client.keys as the manager would end up with")
    .option("--even-if-running", "write it also where it is the live file of a running manager")
    .addOption(
      new Option("-f, --format <name>", "how the report is written")
        .choices(reconcileFormats)
        .default("text"),
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
