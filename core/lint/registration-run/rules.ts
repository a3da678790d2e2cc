/** The rules about runs of a registration script, as a table: severity and name of each. */

import type { Severity } from "../severity.ts";

/** In the order in which a test meets them. */
const table = {
  "script-not-started": { severity: "error", title: "Registration script that cannot be started" },
  "agent-not-registered": { severity: "error", title: "No agent was registered" },
  "agent-name-refused": { severity: "error", title: "The manager refuses the agent's name" },
  "failure-not-reported": { severity: "error", title: "A failure with exit code 0" },
  "success-not-reported": { severity: "warning", title: "An exit code other than 0 for a registered agent" },
  "registered-twice": { severity: "warning", title: "A second agent for the same machine" },
  "agent-replaced": { severity: "information", title: "The second run replaces the agent" },
  "agent-not-replaced": { severity: "information", title: "An existing agent is not replaced" },
  "key-printed": { severity: "warning", title: "The script prints the agent's key" },
  "certificate-not-checked": { severity: "error", title: "The manager's certificate is not checked" },
} as const satisfies Readonly<Record<string, RunRule>>;

/** A rule. Its key in the table is its only name. */
export interface RunRule {
  readonly severity: Severity;
  readonly title: string;
}

export type RunRuleCode = keyof typeof table;

export const runRules: Readonly<Record<RunRuleCode, RunRule>> = table;

/** The codes, in the order of the table. */
export const runRuleCodes = Object.keys(table).filter(isRunRule);

function isRunRule(code: string): code is RunRuleCode {
  return Object.hasOwn(table, code);
}
