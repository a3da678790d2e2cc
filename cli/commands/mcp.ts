/** The command `mcp`: tools for assistants over the Model Context Protocol. */

import type { Command } from "commander";
import { rulePages } from "./rule-pages.ts";

const EXAMPLE = `Example: keypoll mcp --allow-runs
`;

const MORE = `
Assistants start it, and speak over standard input and output; it is of no use in a terminal.
Tools: judge_answer, lint_script, test_script, explain, new_script, lint_keys, upgrade_check.
No answer holds a key. Without --allow-runs nothing is started.`;

export function addMcp(program: Command): void {
  program
    .command("mcp")
    .summary("start a server of tools for assistants (Model Context Protocol)")
    .description(
      "Starts a server that answers the questions of assistants about poll scripts and client.keys.",
    )
    .option("--allow-runs", "let test_script start the scripts that it is asked to test, as you")
    .option("--folder <folder>", "where relative paths start (default: here)")
    .addHelpText("before", EXAMPLE)
    .addHelpText("after", MORE)
    .action(async ({ allowRuns, folder }) => {
      const { serveTools } = await import("../mcp/serve.ts");
      await serveTools({ mayRun: allowRuns === true, folder: folder ?? process.cwd(), pages: rulePages });
    });
}
