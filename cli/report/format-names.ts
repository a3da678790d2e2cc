/** The names of the output formats. */

export const formatNames = ["text", "json", "junit", "sarif", "github", "tap", "markdown"] as const;

/** The formats for the story of a log. */
export const logFormatNames = ["text", "json", "ndjson", "markdown"] as const;

export type LogFormat = (typeof logFormatNames)[number];

export type FormatName = (typeof formatNames)[number];

/** A check of many files can report each as soon as it is known. */
export const lintFormats = [...formatNames, "ndjson"] as const;

export type LintFormat = (typeof lintFormats)[number];
