/** One row of the table of messages: who writes it, at which level, and its text in each release. */

import type { LogLevel } from "../log.ts";
import type { ReleaseId } from "../releases.ts";

/** A value that changes over releases. Each entry applies from its release on, until the next entry; null ends it. */
export type Since<T> = { readonly [R in ReleaseId]?: T | null };

/**
 * What writes a line, apart from the daemon that polls. `reader` is every daemon that reads or writes `client.keys`.
 */
export type Writer =
  | "reader"
  | "remoted"
  | "authd"
  | "agent"
  | "agent-upgrade"
  | "database"
  | "wazuh-db"
  | "monitord"
  | "clusterd"
  | "api";

export interface MessageRow {
  /** Undefined if the release decides who writes the line. */
  readonly by?: Writer;
  readonly level: LogLevel | Since<LogLevel>;
  /** The text with a `%s` for each value, in order. */
  readonly text: Since<string>;
  /** Other texts with the same meaning as the first one. */
  readonly also?: readonly Since<string>[];
  /** The level of those, if it differs. */
  readonly alsoLevel?: LogLevel | Since<LogLevel>;
}

/** Texts that share one explanation, such as the debug lines about one subject. */
export interface MessageFamily {
  readonly by: Writer;
  readonly kinds: readonly FamilyTexts[];
}

/** The texts of a family that have the same level and the same values. */
export interface FamilyTexts {
  readonly level: LogLevel | Since<LogLevel>;
  /** The names of the values for each `%s`, in order. Undefined if the texts have none. */
  readonly values?: readonly string[];
  readonly texts: readonly Since<string>[];
}
