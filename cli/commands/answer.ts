/** The command `answer`: its arguments and its help. */

import type { Command } from "commander";
import { openTerminal } from "../terminal/terminal.ts";
import { formatOption, keysOption, managerOptions } from "./options.ts";

const EXAMPLE = `Example: python3 ./agent_key_pull.py id 001 2>&1 | keypoll answer -r id:001
`;

const MORE = `
Exit code: 0 the answer passes, 1 it fails, 2 it could not be read.`;

export function addAnswer(program: Command): void {
  const command = program
    .command("answer")
    .summary("show what the manager would do with a script's output")
    .description(
      "Reads what a poll script printed, and shows what the manager would do with it. Nothing is run.",
    )
    .argument("[file]", "file with the output; - is standard input", "-")
    .requiredOption("-r, --request <request>", "the request: id:001 or ip:192.168.1.100")
    .addOption(keysOption())
    .addOption(formatOption())
    .option("-v, --verbose", "show every log line and every advice")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE);
  for (const option of managerOptions()) command.addOption(option);
  command.action(async (path, flags) => {
    const { checkAnswer } = await import("../poll/answer.ts");
    process.exitCode = await checkAnswer({ ...flags, path }, openTerminal());
  });
}
