/** The names of the formats in which agents are told. */

export const reconcileFormats = [
  "text",
  "json",
  "ndjson",
  "csv",
  "junit",
  "sarif",
  "github",
  "tap",
  "markdown",
] as const;

export type ReconcileFormat = (typeof reconcileFormats)[number];
