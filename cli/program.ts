/** The program behind the door: every command is named here, and loaded when it is called. */

import { Command } from "commander";
import { addAgent } from "./commands/agent.ts";
import { addAnswer } from "./commands/answer.ts";
import { addCompletion } from "./commands/completion.ts";
import { addConfig } from "./commands/config.ts";
import { addEnroll, addKnock } from "./commands/enroll.ts";
import { addExplain } from "./commands/explain.ts";
import { addInit } from "./commands/init.ts";
import { addLint } from "./commands/lint.ts";
import { addLsp } from "./commands/lsp.ts";
import { addManager } from "./commands/manager.ts";
import { addNew } from "./commands/new.ts";
import { addRehearse } from "./commands/rehearse.ts";
import { addSchema } from "./commands/schema.ts";
import { addTest } from "./commands/test.ts";
import { addUpgrade } from "./commands/upgrade.ts";
import { tool } from "./report/tool.ts";
import { runProgram } from "./run-program.ts";

const EXAMPLE = `Example: keypoll test "python3 ./agent_key_pull.py" --id 001 --ip 10.0.0.7
`;

const MORE = `
keypoll <command> --help says more, with an example.
Exit codes: 0 checked and fine, 1 findings or verdicts not as expected, 2 not checked or could not
run, 130 cancelled.
Keys are never printed, but by agent extract. NO_COLOR switches colours off, FORCE_COLOR on.`;

const program = new Command("keypoll")
  .description("What would the Wazuh manager do with this poll script, this answer, this client.keys?")
  .version(tool.version, "-V, --version", "print the version")
  .helpOption("-h, --help", "print this help")
  .addHelpText("before", EXAMPLE)
  .addHelpText("after", MORE);

await runProgram(program, [
  addNew,
  addTest,
  addInit,
  addRehearse,
  addAnswer,
  addLint,
  addAgent,
  addUpgrade,
  addConfig,
  addManager,
  addEnroll,
  addKnock,
  addExplain,
  addLsp,
  addSchema,
  addCompletion,
]);
