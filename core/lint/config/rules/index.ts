/** The one table of rules of `ossec.conf`. */

import type { Severity } from "../../severity.ts";
import { markupErrors } from "../markup-errors.ts";
import { authRules } from "./auth.ts";
import { blockRules } from "./blocks.ts";
import { elementRules } from "./elements.ts";
import { execPathRules } from "./exec-path.ts";
import { numberRules } from "./numbers.ts";
import { optionRules } from "./options.ts";
import { refusedRules } from "./refused.ts";
import type { ConfigRule } from "./rule.ts";

/** Files that cannot be read get only one of these. */
export const unreadableRules = {
  "not-xml": { code: "config-not-xml", severity: "error", title: "Not well-formed" },
  "not-ossec": { code: "config-not-ossec", severity: "error", title: "Not an ossec.conf" },
} as const;

const fileRules: readonly ConfigRule[] = [
  {
    code: "markup-refused",
    severity: "error",
    title: "Markup that the manager does not know",
    check: ({ text, roots, comments }) => markupErrors(text, roots, comments),
  },
];

export type { ConfigContext, ConfigRule } from "./rule.ts";

/** Rules on a file that can be read, in the order in which findings at one place are shown. */
export const rules: readonly ConfigRule[] = [
  ...fileRules,
  ...elementRules,
  ...blockRules,
  ...refusedRules,
  ...optionRules,
  ...numberRules,
  ...execPathRules,
  ...authRules,
];

export interface ConfigRuleSummary {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
}

/** Every rule of `ossec.conf`. Tests compare the settings, the docs and the help with this list. */
export const configRules: readonly ConfigRuleSummary[] = [
  ...Object.values(unreadableRules),
  ...rules.map(({ code, severity, title }) => ({ code, severity, title })),
];
