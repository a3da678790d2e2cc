/** The command `test`: its arguments and its help. */

import { type Command, Option } from "commander";
import { ExitCode } from "../exit-code.ts";
import { openTerminal } from "../terminal/terminal.ts";
import { readPositive } from "./numbers.ts";
import { collect, formatOption, keysOption, managerOptions, profileOption, readSeconds } from "./options.ts";
import { addSuiteOptions, isSuite, reportsSuiteOnlyOptions, runSuiteCommand } from "./suite-test.ts";

const EXAMPLE = `Example: keypoll test "python3 ./agent_key_pull.py" --id 001 --keys client.keys
`;

const MORE = `
More examples:
  keypoll test agent_key_pull.keypoll.json               # a suite
  keypoll test --config ossec.conf --id 001              # a manager's settings
  keypoll test ./poll.py --id 001 --repeat 20 --jobs 4   # always the same?
  keypoll test ./poll.py --id 001 --compare              # also as you run it
  keypoll test ./poll.py --id 001 --torture              # hostile requests
  keypoll test --socket /run/keys.sock --start ./daemon.py --id 001
  keypoll test ./register_agent.sh --registration        # a registration script

The script is run as the manager runs it: without a shell, both streams in one pipe, few environment variables.
Exit code: 0 every poll passed, 1 one failed, 2 the script cannot be started, 130 cancelled.`;

export function addTest(program: Command): void {
  // One list for both options, so that the order of the command line is kept.
  const requests: string[] = [];
  const asks = (selector: string) => (value: string) => void requests.push(`${selector}${value}`);
  const command = program
    .command("test")
    .summary("run a poll script as the manager does, and show what the manager would do with its answer")
    .description(
      "Runs a poll script for each request as the manager runs it, or asks a daemon, and shows what the manager would do with the answer.",
    )
    .argument("[exec-path]", "the command line, as in exec_path of ossec.conf; or a suite, NAME.keypoll.json")
    .option("--id <id>", "ask for the agent with this id; may be given several times", asks("id:"))
    .option("--ip <address>", "ask for the agent with this address; may be given several times", asks("ip:"))
    .option("--request <request>", "the same in one word: id:001 or ip:192.168.1.100", asks(""))
    .addOption(keysOption())
    .option(
      "--config <file>",
      "take exec_path, socket, timeout, threads and force options from this ossec.conf; other options take precedence",
    )
    .option(
      "-t, --timeout <seconds>",
      "seconds that the manager waits; 0 waits forever (default: 60)",
      readSeconds,
    )
    .addOption(profileOption());
  for (const option of testOptions()) command.addOption(option);
  command
    .addOption(formatOption())
    .option("-v, --verbose", "show every log line and advice, and what differs from a run by the manager")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE);
  for (const option of managerOptions()) command.addOption(option);
  command
    .option("--registration", "test a registration script against a stand-in manager")
    .option(
      "--args <words>",
      "for a registration script: its arguments, with {name}, {host}, {port}, {api}, {user}, {password}, {ca} or {keys} in them (default: {name})",
    )
    .option("--name <name>", "for a registration script: the agent's name", "keypoll-test");
  addSuiteOptions(command);
  command.action(async (execPath: string | undefined, flags) => {
    if (flags.registration === true) {
      const { testRegistration } = await import("../manager/test-registration.ts");
      const script = execPath === undefined ? {} : { execPath };
      process.exitCode = await testRegistration({ ...flags, ...script }, openTerminal());
      return;
    }
    if (execPath !== undefined && isSuite(execPath)) return await runSuiteCommand(execPath, flags, command);
    if (reportsSuiteOnlyOptions(command)) {
      process.exitCode = ExitCode.couldNotRun;
      return;
    }
    const { testScript } = await import("../poll/test-script.ts");
    process.exitCode = await testScript(
      { ...flags, ...(execPath === undefined ? {} : { execPath }), requests },
      openTerminal(),
    );
  });
}

/** Options beyond a plain run: sockets, repeats, comparisons, torture, raw bytes. */
function testOptions(): readonly Option[] {
  return [
    new Option(
      "--socket <path>",
      "ask the daemon at this socket; from 4.4 on exec-path is run if the socket gives nothing",
    ),
    new Option("--start <command>", "start this daemon for the test, and end it afterwards"),
    new Option(
      "--repeat <number>",
      "ask this many times, and fail if the answers vary; with --torture: the number of requests in a row (default: 1000)",
    ).argParser(readPositive),
    new Option(
      "-j, --jobs <number>",
      "run this many requests at once (default: 1, or threads of --config)",
    ).argParser(readPositive),
    new Option(
      "--compare",
      "also run each request in your own surroundings, and say what makes the difference",
    ).conflicts(["socket", "start", "repeat", "jobs", "torture", "profile"]),
    new Option(
      "--torture",
      "send hostile and awkward requests; --id and --ip name agents that the script knows",
    ).conflicts(["jobs", "raw"]),
    new Option("--case <name>", "with --torture: only this case; may be given several times")
      .argParser(collect)
      .default([], "all"),
    new Option(
      "--raw <folder>",
      "write everything that was printed into this folder, byte for byte, with the keys",
    ),
  ];
}
