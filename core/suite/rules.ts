/** The rule about suites: what the schema, or a check of the content, finds wrong. */

export const suiteRules = [
  { code: "suite-refused", severity: "error", title: "Suite that cannot be run" },
] as const;
