/** What can come next on the command line, derived from the commands and from the words so far. */

import type { Argument, Command, Option } from "commander";

export interface Candidate {
  readonly word: string;
  /** Empty for values. */
  readonly description: string;
}

export interface Candidates {
  readonly words: readonly Candidate[];
  /** File names are also possible there. */
  readonly files: boolean;
}

/** `words` come after the name of the program. The last one is being typed, and may be empty. */
export async function candidatesFor(program: Command, words: readonly string[]): Promise<Candidates> {
  const current = words.at(-1) ?? "";
  const position = positionBehind(program, joinedAtEquals(words.slice(0, -1)));
  const { option, isPast, command } = position;
  if (option !== undefined) return fitting(await ofOption(option), current === "=" ? "" : current);
  const [name = "", value] = isPast ? [] : splitAtEquals(current);
  const named = value === undefined ? undefined : optionOf(command, name);
  if (named !== undefined) {
    const { words: values, files } = fitting(await ofOption(named), value ?? "");
    return { words: values.map(({ word }) => ({ word: `${name}=${word}`, description: "" })), files };
  }
  if (current.startsWith("-") && !isPast)
    return fitting({ words: optionsLeft(position), files: false }, current);
  if (command.commands.length > 0) return fitting(namesOf(command), current);
  const argument = argumentAt(position);
  return fitting(argument === undefined ? NOTHING : await ofArgument(position, argument), current);
}

const NOTHING: Candidates = { words: [], files: false };

/** The place of the word that is being typed. */
interface Position {
  readonly command: Command;
  /** The command that `help` is asked about; elsewhere the command itself. */
  readonly topic: Command;
  /** The option whose value comes next. */
  readonly option: Option | undefined;
  readonly given: ReadonlySet<Option>;
  /** The number of arguments that the command already has. */
  readonly taken: number;
  /** After `--` there are only arguments. */
  readonly isPast: boolean;
}

function positionBehind(program: Command, words: readonly string[]): Position {
  const start: Position = {
    command: program,
    topic: program,
    option: undefined,
    given: new Set(),
    taken: 0,
    isPast: false,
  };
  return words.reduce(positionAfter, start);
}

function positionAfter(before: Position, word: string): Position {
  const { command, topic, given, taken } = before;
  if (before.option !== undefined) return { ...before, option: undefined };
  if (word === "--" && !before.isPast) return { ...before, isPast: true };
  if (isOption(word) && !before.isPast) {
    const found = optionOf(command, splitAtEquals(word)[0]);
    if (found === undefined) return before;
    return {
      ...before,
      given: new Set([...given, found]),
      option: awaitsValue(found, word) ? found : undefined,
    };
  }
  const inner = topic.commands.find((each) => each.name() === word);
  if (inner === undefined) return { ...before, taken: taken + 1 };
  if (isHelp(command)) return { ...before, taken: taken + 1, topic: inner };
  return { ...before, command: inner, topic: isHelp(inner) ? command : inner };
}

/** The last argument may be repeated. */
function argumentAt({ command, taken }: Position): Argument | undefined {
  const { registeredArguments: all } = command;
  const last = all.at(-1);
  return all[taken] ?? (last?.variadic ? last : undefined);
}

function isOption(word: string): boolean {
  return word.startsWith("-") && word !== "-";
}

/** Whether the next word is the option's value. */
function awaitsValue({ required, optional }: Option, word: string): boolean {
  return (required || optional) && splitAtEquals(word)[1] === undefined;
}

/** bash treats `=` as a separate word. */
function joinedAtEquals(words: readonly string[]): readonly string[] {
  return words.filter((word, at) => word !== "=" || !words[at - 1]?.startsWith("-"));
}

function splitAtEquals(word: string): readonly [name: string, value: string | undefined] {
  const at = word.startsWith("--") ? word.indexOf("=") : -1;
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function optionOf({ options }: Command, word: string): Option | undefined {
  return options.find(({ long, short }) => word === long || word === short);
}

/** Without those that are already given, unless they can be repeated, and those that conflict with them. */
function optionsLeft({ command, given }: Position): readonly Candidate[] {
  const excluded = new Set([...given].flatMap((option) => conflictsOf(option)));
  const left = command.options.filter(
    (option) =>
      (!given.has(option) || option.description.includes("several times")) &&
      !excluded.has(option.attributeName()) &&
      !conflictsOf(option).some((name) => [...given].some((each) => each.attributeName() === name)),
  );
  const own = left.map(({ long, short, description }) => ({ word: long ?? short ?? "", description }));
  return [...own, { word: "--help", description: "print help" }];
}

/** The parser has them, but its types do not. */
function conflictsOf(option: Option): readonly string[] {
  const names: unknown = Reflect.get(option, "conflictsWith");
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

/** The commands that the help of this one lists. */
function namesOf(command: Command): Candidates {
  const shown = command.createHelp().visibleCommands(command);
  const words = shown.map((each) => ({
    word: each.name(),
    description: each.summary() || each.description(),
  }));
  return { words, files: false };
}

function isHelp(command: Command): boolean {
  return command.name() === "help";
}

/** What is a path in the words of the help. */
const PATHS = /[<[](?:file|files|folder|path|script|subject|exec-path|agent-file)(?:\.\.\.)?[>\]]/;

async function ofOption(option: Option): Promise<Candidates> {
  const values = option.argChoices ?? (await valuesOfOption(option.long ?? ""));
  return { words: asWords(values), files: PATHS.test(option.flags) };
}

async function ofArgument({ command, topic }: Position, argument: Argument): Promise<Candidates> {
  const name = argument.name();
  if (isHelp(command)) return namesOf(topic);
  const values = argument.argChoices ?? (await valuesOfArgument(command.name(), name));
  return { words: asWords(values), files: PATHS.test(`<${name}>`) };
}

function asWords(values: readonly string[]): readonly Candidate[] {
  return values.map((word) => ({ word, description: "" }));
}

function fitting({ words, files }: Candidates, start: string): Candidates {
  return { words: words.filter(({ word }) => word.startsWith(start)), files };
}

/** Values that the parser does not check itself. Each list is loaded when it is needed. */
type Values = () => Promise<readonly string[]>;

const versions: Values = async () => {
  const { releases } = await import("../../core/manager/index.ts");
  return releases.map(({ id }) => id);
};

const ofOptions: Readonly<Record<string, Values>> = {
  "--release": versions,
  "--upgrade-to": versions,
  "--to": async () => ["5.0", "5.1", "5.0.0-beta4"],
  "--case": async () => {
    const { tortureCasesFor } = await import("../../core/poll/index.ts");
    return tortureCasesFor({ socketPath: undefined }).map(({ name }) => name);
  },
};

/** By the command and the argument. */
const ofArguments: Readonly<Record<string, Values>> = {
  "explain code": async () => {
    const { messageIds } = await import("../../core/manager/message-families.ts");
    const { ruleCodes } = await import("../../core/documents/rules.ts");
    return [...new Set([...ruleCodes, ...messageIds])];
  },
};

async function valuesOfOption(long: string): Promise<readonly string[]> {
  return (await ofOptions[long]?.()) ?? [];
}

async function valuesOfArgument(command: string, argument: string): Promise<readonly string[]> {
  return (await ofArguments[`${command} ${argument}`]?.()) ?? [];
}
