/** The names of the output formats for agents. */

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
