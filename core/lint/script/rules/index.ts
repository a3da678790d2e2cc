/** The one table of rules of poll scripts. */

import type { Severity } from "../../severity.ts";
import { bytesRule } from "./bytes.ts";
import { catchAllRule } from "./catch-all.ts";
import { endingRules } from "./ending.ts";
import { firstLineRules } from "./first-line.ts";
import { idRule } from "./id.ts";
import { jsonRule } from "./json.ts";
import { noAnswerRules } from "./no-answer.ts";
import { outputRule } from "./output.ts";
import { python2Rule } from "./python2.ts";
import { registersRule } from "./registers.ts";
import type { ScriptRule } from "./rule.ts";
import { secretRule } from "./secret.ts";
import { sqlRule } from "./sql.ts";
import { syntaxRule } from "./syntax.ts";
import { timeoutRule } from "./timeout.ts";

export type { ScriptRule } from "./rule.ts";

/** In the order in which findings at one place are shown. */
export const rules: readonly ScriptRule[] = [
  ...firstLineRules,
  syntaxRule,
  ...noAnswerRules,
  python2Rule,
  outputRule,
  bytesRule,
  jsonRule,
  idRule,
  sqlRule,
  timeoutRule,
  ...endingRules,
  catchAllRule,
  registersRule,
  secretRule,
];

export interface ScriptRuleSummary {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
}

/** Every rule of poll scripts. Tests compare the settings, the docs and the help with this list. */
export const scriptRules: readonly ScriptRuleSummary[] = rules.map(({ code, severity, title }) => ({
  code,
  severity,
  title,
}));
