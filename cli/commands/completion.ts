/** The command `completion`: prints a script that teaches a shell this program's words. */

import { Argument, type Command } from "commander";
import { openTerminal } from "../terminal/terminal.ts";

const EXAMPLE = `Example: keypoll completion fish > ~/.config/fish/completions/keypoll.fish
`;

const MORE = `
For zsh and bash:
  keypoll completion zsh > "\${fpath[1]}/_keypoll"
  keypoll completion bash > ~/.local/share/bash-completion/completions/keypoll`;

export function addCompletion(program: Command): void {
  program
    .command("completion")
    .summary("print a completion script for bash, zsh or fish")
    .description("Prints a script that completes commands, options and their values in a shell.")
    .addArgument(new Argument("<shell>", "which shell").choices(["bash", "zsh", "fish"]))
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async (shell) => {
      const { completionScript } = await import("../completion/scripts.ts");
      openTerminal().print(completionScript(program, shell));
    });
}
