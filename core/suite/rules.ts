/** The rule on suites: what the schema, or a look at what it says, has against one. */

export const suiteRules = [
  { code: "suite-refused", severity: "error", title: "Suite that cannot be run" },
] as const;
