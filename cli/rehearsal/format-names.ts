/** The names of a rehearsal's output formats. */

export const rehearsalFormats = ["text", "json", "html", "svg"] as const;

export type RehearsalFormat = (typeof rehearsalFormats)[number];
