/** The command `lsp`: the language server for editors. */

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { ExitCode } from "../exit-code.ts";
import { openTerminal } from "../terminal/terminal.ts";

const EXAMPLE = `Example: keypoll lsp --stdio
`;

/** The bundled server, beside the folder of the command line. */
const server = new URL("../server.mjs", import.meta.url);

export function addLsp(program: Command): void {
  program
    .command("lsp")
    .summary("start the language server, for editors")
    .description("Starts the language server. Editors start it; do not run it in a terminal.")
    .option("--stdio", "use standard input and output (the default)")
    .addHelpText("before", EXAMPLE)
    .action(async () => {
      if (!existsSync(server)) {
        openTerminal().complain({
          what: `The language server is missing: ${fileURLToPath(server)}.`,
          advice: "Install keypoll again, or build it with npm run build.",
        });
        process.exitCode = ExitCode.couldNotRun;
        return;
      }
      // The server's library reads the command line itself.
      if (!process.argv.includes("--stdio")) process.argv.push("--stdio");
      await import(server.href);
    });
}
