/** The names of what can come of an agent, the gravest first. */

export const stateNames = [
  "other-key",
  "other-name",
  "other-address",
  "other-agent",
  "missing",
  "unknown",
  "ambiguous",
  "would-not-register",
  "no-answer",
  "equal",
] as const;

export type ReconcileState = (typeof stateNames)[number];
