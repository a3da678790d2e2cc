/** Tools for assistants: the same questions that people ask, with short answers, schemas and no keys. */

import { explain } from "./explain.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { lintKeys } from "./lint-keys.ts";
import { lintScript } from "./lint-script.ts";
import { newScript } from "./new-script.ts";
import { reconcileTool } from "./reconcile.ts";
import { testScript } from "./test-script.ts";
import type { Tool } from "./tool.ts";
import { upgradeCheck } from "./upgrade-check.ts";

export { toolNames } from "./names.ts";
export { AGENTS_ASKED } from "./reconcile.ts";
export { skill } from "./skill.ts";
export { inputSchemaOf, type Refusal, type Tool, type World } from "./tool.ts";

export const tools: readonly Tool[] = [
  judgeAnswer,
  lintScript,
  testScript,
  reconcileTool,
  explain,
  newScript,
  lintKeys,
  upgradeCheck,
];
