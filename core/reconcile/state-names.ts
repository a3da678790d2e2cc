/** The names of the possible results for an agent, the most severe first. */

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
