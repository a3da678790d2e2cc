/** The help of every command, 100 columns wide, as one text. */

import { Command } from "commander";
import { commands } from "../../../cli/commands/all.ts";

/** All commands, which throw instead of ending the process. `written` gets what they write. */
export function programWith(written: (text: string) => void = () => {}): Command {
  const program = new Command("keypoll")
    .exitOverride()
    .configureOutput({
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      writeOut: written,
      writeErr: written,
    })
    .configureHelp({ showGlobalOptions: false, minWidthToWrap: 20 })
    .helpCommand(false);
  for (const add of commands) add(program);
  return program;
}

/** Each command, then its own ones. */
export function allHelp(): string {
  let text = "";
  const add = (command: Command): void => {
    command.outputHelp();
    for (const each of command.commands) add(each);
  };
  add(programWith((each) => (text += each)));
  return text;
}
