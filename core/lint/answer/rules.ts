/** The rules about answers, as a table: who speaks, how grave it is, what it is called and what to do. */

import type { Severity } from "../severity.ts";
import type { Authority } from "./verdict.ts";

/** A rule. Its key in the table is its only name. */
export interface AnswerRule {
  readonly authority: Authority;
  /** By consequence, unless the finding knows better. */
  readonly severity: Severity;
  readonly title: string;
  readonly advice: string;
}

const table = {
  "feature-removed": {
    authority: "manager",
    severity: "error",
    title: "Key polling is gone",
    advice: "Register agents by enrolment or through the API, or check against the 4.x release that you run.",
  },
} as const satisfies Record<string, AnswerRule>;

export type AnswerRuleCode = keyof typeof table;

/** Every rule by its code. */
export const answerRules: Readonly<Record<AnswerRuleCode, AnswerRule>> = table;
