/** A line of the manager's log, and who writes it at which level. */

import type { ByteString } from "./bytes.ts";
import type { MessageId } from "./messages.ts";

/** The manager's levels, least urgent first. The two debug levels are off on a default manager. */
export const logLevels = ["debug2", "debug1", "info", "warning", "error", "critical"] as const;

export type LogLevel = (typeof logLevels)[number];

export interface LogLine {
  readonly id: MessageId;
  readonly level: LogLevel;
  readonly text: ByteString;
  /** True where the rest of the text is memory that the manager has already freed, so nobody can foretell it. */
  readonly unpredictable?: true;
}

/** Stands in a line for text that cannot be foretold. */
export const FREED_MEMORY = "<freed memory>";

/** Whether a manager with default settings writes the line at all. */
export function isLoggedByDefault(line: LogLine): boolean {
  return !line.level.startsWith("debug");
}

/** The word for a level in `ossec.log`, which is one for both debug levels. */
export function levelWord(level: string): string {
  return level.startsWith("debug") ? "DEBUG" : level.toUpperCase();
}
