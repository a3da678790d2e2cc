/** Every rule that there is, whatever it is about. */

import { answerRules } from "../../core/lint/answer/rules.ts";
import { configRules } from "../../core/lint/config/index.ts";
import { explainRule } from "../../core/lint/explain/index.ts";
import { keyFileRules, replacementRules } from "../../core/lint/key-file/index.ts";
import { rulePage } from "../../core/lint/rule-page.ts";
import { scriptRules } from "../../core/lint/script/index.ts";
import { suiteRules } from "../../core/suite/rules.ts";
import type { ExplainedRuleReport } from "../report/report.ts";

/** The tables of rules beside the one about answers. */
const tables = [
  { about: "client.keys", rules: [...keyFileRules, ...replacementRules] },
  { about: "ossec.conf", rules: configRules },
  { about: "script", rules: scriptRules },
  { about: "suite", rules: suiteRules },
] as const;

/** The codes of all rules. */
export const ruleCodes: readonly string[] = [
  ...Object.keys(answerRules),
  ...tables.flatMap(({ rules }) => rules.map(({ code }) => code)),
];

/** The rule of this code; undefined where there is none. */
export function ruleOf(code: string): ExplainedRuleReport | undefined {
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
