/** Completion scripts for shells. */

import type { Command } from "commander";
import { type CommandWords, type OptionWords, wordsOf } from "./words.ts";

export type Shell = "bash" | "zsh" | "fish";

export function completionScript(program: Command, shell: Shell): string {
  const commands = wordsOf(program);
  const lines = { bash, zsh, fish }[shell](commands);
  return `${lines.join("\n")}\n`;
}

/** Words after an option with fixed values, else options after a dash, else the command's values and files. */
function bash(commands: readonly CommandWords[]): string[] {
  return [
    "# bash completion for keypoll",
    "_keypoll() {",
    '  local cur="$2" prev="$3" words=""',
    "  COMPREPLY=()",
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")} --help --version" -- "$cur"))`,
    "    return",
    "  fi",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: bash fills it in.
    '  case "${COMP_WORDS[1]}" in',
    ...commands.flatMap(({ name, options, values }) => [
      `    ${name})`,
      '      case "$prev" in',
      ...options.filter(({ takesValue }) => takesValue).map(bashValue),
      "      esac",
      `      words="${[...values.flat(), ...options.map(({ long }) => long)].join(" ")}" ;;`,
    ]),
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "$cur"))',
    `  [[ "$cur" == -* ]] || { ${FILES} }`,
    "}",
    "complete -o filenames -F _keypoll keypoll",
  ];
}

/** Names of files may hold blanks, so only line feeds separate them. */
const FILES = "local IFS=$'\\n'; COMPREPLY+=($(compgen -f -- \"$cur\"));";

function bashValue({ long, short, values, isFile }: OptionWords): string {
  const pattern = short === undefined ? long : `${short}|${long}`;
  const reply = isFile
    ? ` ${FILES}`
    : values.length > 0
      ? ` COMPREPLY=($(compgen -W "${values.join(" ")}" -- "$cur"));`
      : "";
  return `        ${pattern})${reply} return ;;`;
}

function zsh(commands: readonly CommandWords[]): string[] {
  return [
    "#compdef keypoll",
    "_keypoll() {",
    "  local -a commands",
    "  commands=(",
    ...commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`),
    "  )",
    "  if (( CURRENT == 2 )); then",
    "    _describe command commands",
    "    return",
    "  fi",
    '  local command="$words[2]"',
    "  shift words",
    "  (( CURRENT-- ))",
    '  case "$command" in',
    ...commands.flatMap(({ name, options, values }) => [
      `    ${name})`,
      "      _arguments \\",
      ...options.flatMap((option) => zshOption(option).map((line) => `        ${line} \\`)),
      ...values.slice(0, -1).map((words, at) => `        ${zshArgument(words, at)} \\`),
      `        ${zshArgument(values.at(-1) ?? [], values.length - 1)} ;;`,
    ]),
    "  esac",
    "}",
    '_keypoll "$@"',
  ];
}

/** The last argument may be repeated where it is a file. */
function zshArgument(words: readonly string[], at: number): string {
  return quoted(words.length > 0 ? `${at + 1}:value:(${words.join(" ")})` : "*:file:_files");
}

function zshOption({ long, short, description, takesValue, values, isFile }: OptionWords): string[] {
  const action = isFile ? ":file:_files" : values.length > 0 ? `:value:(${values.join(" ")})` : ":value: ";
  const text = `[${description.replace(/[[\]:]/g, "\\$&")}]${takesValue ? action : ""}`;
  return [long, ...(short === undefined ? [] : [short])].map((name) => quoted(`*${name}${text}`));
}

function fish(commands: readonly CommandWords[]): string[] {
  return [
    "# fish completion for keypoll",
    ...commands.map(
      ({ name, summary }) =>
        `complete -c keypoll -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ),
    ...commands.flatMap(({ name, options, values }) => {
      const head = `complete -c keypoll -n '__fish_seen_subcommand_from ${name}'`;
      const words = values.flat();
      const own = words.length > 0 ? [`${head} -f -a ${quoted(words.join(" "))}`] : [];
      return [...own, ...options.map((option) => `${head} ${fishOption(option)}`)];
    }),
  ];
}

function fishOption({ long, short, description, takesValue, values, isFile }: OptionWords): string {
  const parts = [
    ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
    `-l ${long.slice(2)}`,
    ...(takesValue ? [isFile ? "-r -F" : "-x"] : []),
    ...(values.length > 0 ? [`-a ${quoted(values.join(" "))}`] : []),
    `-d ${quoted(description)}`,
  ];
  return parts.join(" ");
}

/** Single quotes hold everything but themselves. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
