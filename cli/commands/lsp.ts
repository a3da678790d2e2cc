/** The command `lsp`: the language server for editors. */

import type { Command } from "commander";

const EXAMPLE = `Example: keypoll lsp --stdio
`;

export function addLsp(program: Command): void {
  program
    .command("lsp")
    .summary("start the language server, for editors")
    .description(
      "Starts the language server for client.keys. Editors start it; it is of no use in a terminal.",
    )
    .option("--stdio", "speak over standard input and output (the default)")
    .addHelpText("before", EXAMPLE)
    .action(async () => {
      // The server's library reads the command line itself.
      if (!process.argv.includes("--stdio")) process.argv.push("--stdio");
      await import("../../server/node.ts");
    });
}
