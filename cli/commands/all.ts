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

type Add = (program: Command) => void;

const byName: Readonly<Record<string, Add>> = {
  new: addNew,
  test: addTest,
  init: addInit,
  rehearse: addRehearse,
  reconcile: addReconcile,
  answer: addAnswer,
  lint: addLint,
  agent: addAgent,
  upgrade: addUpgrade,
  config: addConfig,
  manager: addManager,
  enroll: addEnroll,
  knock: addKnock,
  explain: addExplain,
  lsp: addLsp,
  mcp: addMcp,
  schema: addSchema,
  completion: addCompletion,
};

export const commands: readonly Add[] = [...Object.values(byName), addStandInTool];

/** The commands that a command line needs: the one that it names first, for the others cost each start some milliseconds, or all. */
export function commandsFor([first = ""]: readonly string[]): readonly Add[] {
  const named = Object.hasOwn(byName, first) ? byName[first] : undefined;
  return named === undefined ? commands : [named];
}
