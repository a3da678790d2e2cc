/** The command `schema`: prints a JSON Schema. */

import { Argument, type Command } from "commander";
import { schemaNames } from "../schema/names.ts";
import { openTerminal } from "../terminal/terminal.ts";

const EXAMPLE = `Example: keypoll schema config > keypoll.config.schema.json
`;

export function addSchema(program: Command): void {
  program
    .command("schema")
    .summary("print a JSON Schema: of a report, the settings, a suite, an answer")
    .description(
      "Prints a JSON Schema: of the report, of keypoll.config.json, of a suite, of a success or an error answer.",
    )
    .addArgument(new Argument("<name>", "which schema").choices(schemaNames))
    .addHelpText("before", EXAMPLE)
    .action(async (name) => {
      const { schemaText } = await import("../schema/schemas.ts");
      openTerminal().print(schemaText(name));
    });
}
