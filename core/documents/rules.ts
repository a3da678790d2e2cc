/** All rules, whatever they are about. */

import { answerRules } from "../lint/answer/rules.ts";
import { configRules } from "../lint/config/index.ts";
import { type ExplainedRule, explainRule } from "../lint/explain/index.ts";
import { acrossRules, keyFileRules, replacementRules } from "../lint/key-file/index.ts";
import { runRuleCodes, runRules } from "../lint/registration-run/rules.ts";
import { rulePage } from "../lint/rule-page.ts";
import { scriptRules } from "../lint/script/index.ts";
import type { Severity } from "../lint/severity.ts";
import { suiteRules } from "../suite/rules.ts";

export interface AnyRule {
  readonly code: string;
  readonly about: "answer" | "client.keys" | "ossec.conf" | "script" | "registration script" | "suite";
  /** For rules about answers: the authority behind them. */
  readonly authority?: ExplainedRule["authority"];
  readonly severity: Severity;
  readonly title: string;
  readonly advice?: string;
  /** The address of its page. */
  readonly page: string;
}

/** The tables of rules other than the one about answers. */
const tables = [
  { about: "client.keys", rules: [...keyFileRules, ...replacementRules, ...acrossRules] },
  { about: "ossec.conf", rules: configRules },
  { about: "script", rules: scriptRules },
  {
    about: "registration script",
    rules: runRuleCodes.map((code) => ({ code, ...runRules[code] })),
  },
  { about: "suite", rules: suiteRules },
] as const;

/** The codes of all rules. */
export const ruleCodes: readonly string[] = [
  ...Object.keys(answerRules),
  ...tables.flatMap(({ rules }) => rules.map(({ code }) => code)),
];

/** The rule with this code. Undefined if there is none. */
export function ruleOf(code: string): AnyRule | undefined {
  const aboutAnswers = explainRule(code);
  if (aboutAnswers !== undefined) {
    const { authority, severity, title, advice } = aboutAnswers;
    return { code, about: "answer", authority, severity, title, advice, page: rulePage(code) };
  }
  for (const { about, rules } of tables) {
    const rule = rules.find((each) => each.code === code);
    if (rule === undefined) continue;
    const { severity, title } = rule;
    return { code, about, severity, title, page: rulePage(code) };
  }
  return undefined;
}
