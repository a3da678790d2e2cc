/** The names of the output formats. */

export const formatNames = ["text", "json"] as const;

export type FormatName = (typeof formatNames)[number];
