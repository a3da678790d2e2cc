/** Rules on the file as a whole: whether it can be read at all. */

import { markupErrors } from "../markup-errors.ts";
import type { ConfigRule } from "./rule.ts";

/** Files that cannot be read get one of these, and nothing else. */
export const unreadableRules = {
  "not-xml": { code: "config-not-xml", severity: "error", title: "Not well-formed" },
  "not-ossec": { code: "config-not-ossec", severity: "error", title: "Not an ossec.conf" },
} as const;

export const fileRules: readonly ConfigRule[] = [
  {
    code: "markup-refused",
    severity: "error",
    title: "Markup that the manager does not know",
    check: ({ text, roots, comments }) => markupErrors(text, roots, comments),
  },
];
