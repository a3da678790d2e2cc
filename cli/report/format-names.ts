/** The names of the output formats. */

export const formatNames = ["text", "json", "junit", "sarif", "github", "tap", "markdown"] as const;

export type FormatName = (typeof formatNames)[number];
