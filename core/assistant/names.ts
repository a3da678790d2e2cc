/** The names of the tools, in the order in which they are offered. A face that must start fast loads only these. */

export const toolNames = [
  "judge_answer",
  "lint_script",
  "test_script",
  "reconcile",
  "explain",
  "new_script",
  "lint_keys",
  "upgrade_check",
] as const;

export type ToolName = (typeof toolNames)[number];
