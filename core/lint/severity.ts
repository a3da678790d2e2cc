/** How severe a finding is, by what the manager does about it. */

import { say } from "../words/index.ts";

/**
 * `error`: a daemon stops, a line or an answer is lost, a key is not what it looks like. `warning`: registration refuses or
 * replaces. `information` and `hint`: legal, but surprising.
 */
export const severities = ["error", "warning", "information", "hint"] as const;

export type Severity = (typeof severities)[number];

const severityTexts: Readonly<Record<Severity, () => string>> = {
  error: () => say`error`,
  warning: () => say`warning`,
  information: () => say`information`,
  hint: () => say`hint`,
};

/** The word for it, in a report. */
export function severityText(severity: Severity): string {
  return severityTexts[severity]();
}

/** Whether something of this severity needs action. */
export function isProblem(severity: Severity): boolean {
  return severity === "error" || severity === "warning";
}
