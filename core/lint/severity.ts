/** How grave a finding is, by what the manager does about it. */

/**
 * `error`: a daemon stops, a line or an answer is lost, a key is not what it looks like. `warning`: registration refuses or
 * replaces. `information` and `hint`: legal, but surprising.
 */
export const severities = ["error", "warning", "information", "hint"] as const;

export type Severity = (typeof severities)[number];

/** Whether something of this severity needs a person. */
export function isProblem(severity: Severity): boolean {
  return severity === "error" || severity === "warning";
}
