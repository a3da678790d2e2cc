/** Runs the program. Usage errors and bugs end in a message and an exit code, never in a stack trace. */

import { type Command, CommanderError } from "commander";
import { withoutKeys } from "../core/lint/key-file/shown.ts";
import { didYouMean } from "../core/lint/nearest.ts";
import { ExitCode } from "./exit-code.ts";
import { untilRead } from "./terminal/until-read.ts";
import { widthOf } from "./terminal/width.ts";
import { wrap } from "./terminal/wrap.ts";

/** Adds the commands and runs the one that the command line names. */
export async function runProgram(
  program: Command,
  commands: readonly ((program: Command) => void)[],
): Promise<void> {
  const width = (stream: NodeJS.WriteStream): number => Math.min(widthOf(stream, process.env), 100);
  program
    .exitOverride()
    .configureOutput({
      getOutHelpWidth: () => width(process.stdout),
      getErrHelpWidth: () => width(process.stderr),
      writeOut: (text) => void process.stdout.write(fitted(text, width(process.stdout))),
      writeErr: (text) => void process.stderr.write(fitted(text, width(process.stderr))),
      outputError: (text) =>
        void process.stderr.write(withoutKeys(withMeantValue(text)).replace(/^error: /, "keypoll: ")),
    })
    .configureHelp({
      showGlobalOptions: false,
      minWidthToWrap: 20,
      subcommandTerm: (command) => command.name(),
    })
    .helpCommand(false)
    .showHelpAfterError("Add --help to see how it is used.");
  // Help into a pipe that is closed early (`--help | head`) is not an error. Results have their own listener.
  process.stdout.on("error", () => {});
  // Commands inherit these settings, so they are added after them.
  for (const add of commands) add(program);
  addHelp(program);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? usageCode(error) : bug(error);
  }
  // When the process ends, VS Code discards what a task has printed but VS Code has not read. If the task was cancelled,
  // the output is not needed.
  if (process.env["KEYPOLL_TASK"] === "1" && process.exitCode !== ExitCode.cancelled) await untilRead();
}

/** The parser lists the allowed values; this puts the likely one first. */
function withMeantValue(text: string): string {
  return text.replace(
    /'([^']*)' is invalid(?: for argument '[^']*')?\. Allowed choices are (.*)\.$/m,
    (whole, given: string, allowed: string) => `${whole}${didYouMean(given, allowed.split(", "))}`,
  );
}

/** The parser's own help answers a misspelt command with the help of the program, as if nothing were wrong. */
function addHelp(program: Command): void {
  program
    .command("help [command...]")
    .summary("print the help of a command")
    .description("Prints the help of a command.")
    .addHelpText("before", "Example: keypoll help lint\n")
    .action((words: readonly string[]) => {
      let command = program;
      for (const word of words) {
        const found = command.commands.find((each) => each.name() === word);
        if (found === undefined) {
          const names = command.commands.map((each) => each.name());
          program.error(`error: unknown command '${word}'.${didYouMean(word, names)}`);
        }
        command = found;
      }
      command.outputHelp();
    });
}

/**
 * The parser wraps its own part of the help. Indented lines are commands and are not wrapped, so that they can be
 * copied.
 */
function fitted(text: string, columns: number): string {
  const isCommand = (line: string): boolean => /^(?: |Example:)/.test(line);
  return text
    .split("\n")
    .flatMap((line) => (isCommand(line) ? line : wrap(line, columns)))
    .join("\n");
}

/** Requested help and version are not errors. Help that is shown because no command was named is one. */
function usageCode({ exitCode }: CommanderError): ExitCode {
  return exitCode === 0 ? ExitCode.fine : ExitCode.couldNotRun;
}

function bug(error: unknown): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `keypoll: This should not have happened: ${withoutKeys(message)}\nPlease report it. KEYPOLL_DEBUG=1 shows where it happened.\n`,
  );
  if (process.env["KEYPOLL_DEBUG"] === "1" && error instanceof Error)
    process.stderr.write(`${withoutKeys(error.stack ?? "")}\n`);
  return ExitCode.couldNotRun;
}
