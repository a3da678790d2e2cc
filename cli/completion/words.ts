/** The words of the command line, taken from the commands themselves. */

import type { Argument, Command, Option } from "commander";

export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** For each argument its values; none where they are not fixed. */
  readonly values: readonly (readonly string[])[];
}

export interface OptionWords {
  readonly long: string;
  readonly short: string | undefined;
  readonly description: string;
  readonly takesValue: boolean;
  readonly values: readonly string[];
  /** The value is a path. */
  readonly isFile: boolean;
}

/** A command of several deeds has the options of all of them, and their names as its first argument. */
export function wordsOf(program: Command): readonly CommandWords[] {
  return program.commands.map((command) => {
    const options = [command, ...command.commands].flatMap((each) => each.options);
    const unlike = new Map(options.map((option) => [option.long, optionWords(option)]));
    return {
      name: command.name(),
      summary: command.summary(),
      options: [...unlike.values(), HELP],
      values: [
        ...(command.commands.length > 0 ? [command.commands.map((deed) => deed.name())] : []),
        ...command.registeredArguments.map((argument: Argument) => argument.argChoices ?? []),
      ],
    };
  });
}

const HELP: OptionWords = {
  long: "--help",
  short: "-h",
  description: "print help",
  takesValue: false,
  values: [],
  isFile: false,
};

function optionWords(option: Option): OptionWords {
  return {
    long: option.long ?? "",
    short: option.short,
    description: option.description,
    takesValue: option.required || option.optional,
    values: option.argChoices ?? [],
    isFile: /[<[](?:file|folder|path)[>\]]/.test(option.flags),
  };
}
