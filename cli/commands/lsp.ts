/** The command `lsp`: the language server for editors. */

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { compileFunction, constants } from "node:vm";
import type { Command } from "commander";
import { carried } from "../../core/files/carried.ts";
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
      // The server's library reads the command line itself.
      if (!process.argv.includes("--stdio")) process.argv.push("--stdio");
      const inside = carried("server.cjs");
      if (inside !== undefined) startCarried(inside.toString());
      else if (existsSync(server)) await import(server.href);
      else {
        openTerminal().complain({
          what: `The language server is missing: ${fileURLToPath(server)}.`,
          advice: "Install keypoll again, or build it with npm run build.",
        });
        process.exitCode = ExitCode.couldNotRun;
      }
    });
}

/** Node loads modules only from files, so a module inside a single executable is called as a function. */
function startCarried(text: string): void {
  const start = compileFunction(text, ["require", "module", "exports", "__filename"], {
    filename: "server.cjs",
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  start(createRequire(process.execPath), module, module.exports, process.execPath);
}
