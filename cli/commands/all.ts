/** Every command, in the order of the help. */

import type { Command } from "commander";
import { addAgent } from "./agent.ts";
import { addAnswer } from "./answer.ts";
import { addCompletion } from "./completion.ts";
import { addConfig } from "./config.ts";
import { addEnroll, addKnock } from "./enroll.ts";
import { addExplain } from "./explain.ts";
import { addInit } from "./init.ts";
import { addLint } from "./lint.ts";
import { addLsp } from "./lsp.ts";
import { addManager } from "./manager.ts";
import { addMcp } from "./mcp.ts";
import { addNew } from "./new.ts";
import { addReconcile } from "./reconcile.ts";
import { addRehearse } from "./rehearse.ts";
import { addSchema } from "./schema.ts";
import { addStandInTool } from "./stand-in-tool.ts";
import { addTest } from "./test.ts";
import { addUpgrade } from "./upgrade.ts";

export const commands: readonly ((program: Command) => void)[] = [
  addNew,
  addTest,
  addInit,
  addRehearse,
  addReconcile,
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
  addMcp,
  addSchema,
  addCompletion,
  addStandInTool,
];
