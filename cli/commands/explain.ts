/** The command `explain`: its arguments and its help. */

import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import { ExitCode } from "../exit-code.ts";
import { STANDARD_INPUT } from "../input.ts";
import { logFormatNames } from "../report/format-names.ts";
import { openTerminal, type Terminal } from "../terminal/terminal.ts";
import { pageOf } from "./rule-pages.ts";

const EXAMPLE = `Example: keypoll explain --log /var/ossec/logs/ossec.log --keys /var/ossec/etc/client.keys
         keypoll explain --log "(1237): Invalid ip address: 'Any'."
         keypoll explain duplicate-id
`;

const MORE = `
Exit code for a rule, a message or a line: 0 explained, 1 the line of --log is not a known message, 2 the code is not known, or there was nothing to explain.
Exit code for a log: 0 no problem, 1 problems, 2 it could not be read, 130 cancelled.`;

interface Flags {
  readonly log?: readonly string[];
  readonly keys?: string;
  readonly follow?: true;
  readonly format: (typeof logFormatNames)[number];
}

export function addExplain(program: Command): void {
  program
    .command("explain")
    .summary("explain a rule, a line of the manager's log, or a whole log")
    .description(
      "Says what a rule of Key Poll, a message of the manager or a line of its log means, and what to do about it. For a whole log it lists the problems, by cause and by agent.",
    )
    .argument("[code]", "code of a rule, or name or number of a message, for example duplicate-id or 1237")
    .option(
      "--log <file or line>",
      "an ossec.log, also compressed or as JSON; - for standard input; or one line of a log; may be given several times",
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    )
    .option("--follow", "keep reading what is added to the log")
    .option("-k, --keys <file>", "client.keys with the agents of the log")
    .addOption(
      new Option("-f, --format <name>", "format of the report").choices(logFormatNames).default("text"),
    )
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (code: string | undefined, flags: Flags) => {
      process.exitCode = await run(code, flags, openTerminal());
    });
}

async function run(code: string | undefined, flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const { log = [], keys, follow = false, format } = flags;
  const [first] = log;
  const isLog = first !== undefined && (log.length > 1 || follow || keys !== undefined || isFile(first));
  if (isLog && code === undefined) {
    if (follow && (log.length > 1 || first === STANDARD_INPUT)) {
      return refuse(terminal, "--follow reads one file only.", "Name one --log FILE.");
    }
    const { explainLogFiles } = await import("../explain/log/explain-log-files.ts");
    return await explainLogFiles({ files: log, keys, follow, format }, terminal);
  }
  if (keys !== undefined || follow || format === "ndjson" || format === "markdown") {
    return refuse(
      terminal,
      "--keys, --follow, ndjson and markdown are for whole logs.",
      "Name the log with --log FILE.",
    );
  }
  const { explain } = await import("../explain/explain.ts");
  return explain(
    {
      format,
      pageOf,
      ...(code === undefined ? {} : { code }),
      ...(first === undefined ? {} : { log: first }),
    },
    terminal,
  );
}

/** A text without a blank is not a line of a log, so a path that does not exist is reported as one. */
function isFile(text: string): boolean {
  return text === STANDARD_INPUT || existsSync(text) || /^\S*[./]\S*$/.test(text);
}

function refuse(terminal: Terminal, what: string, advice: string): ExitCode {
  terminal.complain({ what, advice });
  return ExitCode.couldNotRun;
}
