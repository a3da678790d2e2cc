/** The command `mcp`: tools for assistants over the Model Context Protocol. */

import type { Command } from "commander";
import { pageOf } from "./rule-pages.ts";

const EXAMPLE = `Example: keypoll mcp --allow-runs
`;

const MORE = `
Assistants start it, and use its standard input and output; do not run it in a terminal.
Tools: judge_answer, lint_script, test_script, reconcile, explain, new_script, lint_keys, upgrade_check.
No answer contains a key. Without --allow-runs nothing is started.`;

export function addMcp(program: Command): void {
  program
    .command("mcp")
    .summary("start a server with tools for assistants (Model Context Protocol)")
    .description(
      "Starts a server that answers the questions of assistants about poll scripts and client.keys.",
    )
    .option(
      "--allow-runs",
      "allow test_script and reconcile to run what an assistant names, with your permissions",
    )
    .option("--folder <folder>", "relative paths start in this folder (default: the current folder)")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async ({ allowRuns, folder }) => {
      const { serveTools } = await import("../mcp/serve.ts");
      await serveTools({ mayRun: allowRuns === true, folder: folder ?? process.cwd(), pageOf });
    });
}
