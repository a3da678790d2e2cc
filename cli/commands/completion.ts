/** The command `completion`, which prints a script for a shell, and the command that such a script calls. */

import { Argument, type Command } from "commander";
import { ASKED_BY_SHELLS, completionScript, FILES, NEXT, shells } from "../completion/scripts.ts";
import { openTerminal } from "../terminal/terminal.ts";

const EXAMPLE = `Example: keypoll completion fish > ~/.config/fish/completions/keypoll.fish
`;

const MORE = `
For the other shells:
  keypoll completion zsh > "\${fpath[1]}/_keypoll"
  keypoll completion bash > ~/.local/share/bash-completion/completions/keypoll
  keypoll completion powershell >> $PROFILE`;

export function addCompletion(program: Command): void {
  program
    .command("completion")
    .summary("print a completion script for bash, zsh, fish or PowerShell")
    .description("Prints a script that completes commands, options and their values in a shell.")
    .addArgument(new Argument("<shell>", "which shell").choices(shells))
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action((shell) => openTerminal().print(completionScript(shell)));

  program
    .command(ASKED_BY_SHELLS, { hidden: true })
    .argument("[words...]", "the line as far as it is typed")
    .option(NEXT, "a new word begins")
    .action(async (words: readonly string[], { next }) => {
      const { candidatesFor } = await import("../completion/candidates.ts");
      const typed = next === true ? [...words, ""] : words;
      const found = await candidatesFor(program, typed);
      const lines = found.words.map(({ word, description }) => `${word}\t${description}`);
      openTerminal().print([...lines, ...(found.files ? [FILES] : [])].map((line) => `${line}\n`).join(""));
    });
}
