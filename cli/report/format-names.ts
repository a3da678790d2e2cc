/** The names of the output formats. */

export const formatNames = ["text", "json", "junit", "sarif", "github", "tap", "markdown"] as const;

/** What the story of a log is written in. */
export const logFormatNames = ["text", "json", "ndjson", "markdown"] as const;

export type LogFormat = (typeof logFormatNames)[number];

export type FormatName = (typeof formatNames)[number];

/** A check of many files can tell each as soon as it is known. */
export const lintFormats = [...formatNames, "ndjson"] as const;

export type LintFormat = (typeof lintFormats)[number];
