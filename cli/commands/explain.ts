/** The command `explain`: its arguments and its help. */

import { type Command, Option } from "commander";
import { openTerminal } from "../terminal/terminal.ts";
import { rulePages } from "./rule-pages.ts";

const EXAMPLE = `Example: keypoll explain duplicate-id
         keypoll explain --log "(1237): Invalid ip address: 'Any'."
`;

const MORE = `
Exit code: 0 explained, 1 the line of --log is not a known message, 2 the word is not known, or there was nothing to explain.`;

export function addExplain(program: Command): void {
  program
    .command("explain")
    .summary("say what a rule or a line of the manager's log means")
    .description(
      "Says what a rule of keypoll, a message of the manager or a line of its log means, and what to do about it.",
    )
    .argument("[code]", "code of a rule, or name or number of a message, for example duplicate-id or 1237")
    .option("--log <line>", "a line as it stands in ossec.log")
    .addOption(
      new Option("-f, --format <name>", "how it is written").choices(["text", "json"]).default("text"),
    )
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (code, flags) => {
      const { explain } = await import("../explain/explain.ts");
      process.exitCode = explain(
        { ...flags, pages: rulePages, ...(code === undefined ? {} : { code }) },
        openTerminal(),
      );
    });
}
