/**
 * How the releases of the registration service differ, as a table. Source: os_auth/{auth,main-server}.c of each tag.
 */

import { isAtLeast, type Version } from "./version.ts";

export interface Habits {
  /** Since this version. */
  readonly since: Version;
  /** A refusal is sent as one message with a suffix (4.13), or as two. 3.x ends each with two line feeds. */
  readonly refusal: "one-message" | "two-messages" | "two-messages-with-blank-lines";
  /** A wrong password or an unreadable request gets an answer. Up to 3.13.0 the service only closes the connection. */
  readonly answersUnreadable: boolean;
  /**
   * The end of a request: a line feed (4.13), the first TLS record that is not full, or the first record (up to
   * 3.13.0).
   */
  readonly requestEnd: "line-feed" | "short-read" | "read";
  /** A field without its closing quote is rejected (4.4). */
  readonly checksClosingQuotes: boolean;
  /** Fields that the request may contain besides name, groups and address. */
  readonly hasVersionField: boolean;
  readonly hasKeyHash: boolean;
  /** The address in the request is checked and stored in the manager's own form (4.4). */
  readonly checksAddress: boolean;
  /** Maximum groups of one agent, and the number in the message. */
  readonly mostGroups: { readonly allowed: number; readonly said: number };
  /** The second check of group names, which allows fewer characters (4.14.5). */
  readonly checksGroupsTwice: boolean;
  /** A taken name that cannot be replaced gets a number appended (up to 3.13.0). */
  readonly numbersNames: boolean;
  /** An unusable first line of `authd.pass` makes the daemon exit (4.6), or a random password replaces it. */
  readonly emptyPassword: "exits" | "random";
}

const v3_8: Habits = {
  since: [3, 8, 0],
  refusal: "two-messages-with-blank-lines",
  answersUnreadable: false,
  requestEnd: "read",
  checksClosingQuotes: false,
  hasVersionField: false,
  hasKeyHash: false,
  checksAddress: false,
  mostGroups: { allowed: 257, said: 256 },
  checksGroupsTwice: false,
  numbersNames: true,
  emptyPassword: "random",
};
const v3_13: Habits = {
  ...v3_8,
  since: [3, 13, 1],
  requestEnd: "short-read",
  answersUnreadable: true,
  numbersNames: false,
};
const v4_0: Habits = { ...v3_13, since: [4, 0, 0], refusal: "two-messages" };
const v4_2: Habits = { ...v4_0, since: [4, 2, 2], hasKeyHash: true };
const v4_4: Habits = {
  ...v4_2,
  since: [4, 4, 0],
  checksClosingQuotes: true,
  checksAddress: true,
  mostGroups: { allowed: 128, said: 128 },
};
const v4_6: Habits = { ...v4_4, since: [4, 6, 0], hasVersionField: true, emptyPassword: "exits" };
const v4_13: Habits = { ...v4_6, since: [4, 13, 0], refusal: "one-message", requestEnd: "line-feed" };
const v4_14_5: Habits = { ...v4_13, since: [4, 14, 5], checksGroupsTwice: true };

const rows: readonly Habits[] = [v3_8, v3_13, v4_0, v4_2, v4_4, v4_6, v4_13, v4_14_5];

/** The row for a manager of this version. Versions before 3.8 count as 3.8. */
export function habitsOf(version: Version): Habits {
  return rows.findLast((row) => isAtLeast(version, row.since)) ?? v3_8;
}
