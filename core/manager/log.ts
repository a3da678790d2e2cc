/** The levels of the manager's log. */

/** The manager's levels, least urgent first. The two debug levels are off on a default manager. */
export const logLevels = ["debug2", "debug1", "info", "warning", "error", "critical"] as const;

export type LogLevel = (typeof logLevels)[number];

/** Stands in a line for text that cannot be predicted. */
export const FREED_MEMORY = "<freed memory>";

/** Whether a manager with default settings writes the line at all. */
export function isLoggedByDefault(line: { readonly level: LogLevel }): boolean {
  return !line.level.startsWith("debug");
}

/** The word for a level in `ossec.log`. Both debug levels have the same word. */
export function levelWord(level: string): string {
  return level.startsWith("debug") ? "DEBUG" : level.toUpperCase();
}
