/** One row of the table of messages: who writes it, at which level, and its text over the releases. */

import type { LogLevel } from "../log.ts";
import type { ReleaseId } from "../releases.ts";

/** A value that changes over releases: each entry holds from its release on, until the next entry; null ends it. */
export type Since<T> = { readonly [R in ReleaseId]?: T | null };

/** What writes a line, beside the daemon that polls: `reader` is every daemon that reads or writes `client.keys`. */
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
  /** Undefined where the release decides who writes the line. */
  readonly by?: Writer;
  readonly level: LogLevel | Since<LogLevel>;
  /** The text with a `%s` for each value, in order. */
  readonly text: Since<string>;
  /** Further texts that say the same, beside the first one. */
  readonly also?: readonly Since<string>[];
  /** The level of those, where it is another one. */
  readonly alsoLevel?: LogLevel | Since<LogLevel>;
}

/** Texts that need one explanation together, such as the debug lines about one thing. */
export interface MessageFamily {
  readonly by: Writer;
  readonly kinds: readonly FamilyTexts[];
}

/** Those texts of a family that have the same level and the same values. */
export interface FamilyTexts {
  readonly level: LogLevel | Since<LogLevel>;
  /** What stands for each `%s`, in order; undefined where the texts have none. */
  readonly values?: readonly string[];
  readonly texts: readonly Since<string>[];
}
