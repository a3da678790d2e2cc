/** What differs between the releases of the registration service, as a table. Source: os_auth/{auth,main-server}.c of each tag. */

import { isAtLeast, type Version } from "./version.ts";

export interface Habits {
  /** Since this version. */
  readonly since: Version;
  /** A refusal goes out as one message with a suffix (4.13), or as two; 3.x ends each with two line feeds. */
  readonly refusal: "one-message" | "two-messages" | "two-messages-with-blank-lines";
  /** A wrong password or an unreadable request gets an answer; up to 3.13.0 the service only closes the connection. */
  readonly answersUnreadable: boolean;
  /** A request ends with a line feed (4.13), with the first TLS record that is not full, or it is the first record (up to 3.13.0). */
  readonly requestEnd: "line-feed" | "short-read" | "read";
  /** A field without its closing quote is refused (4.4). */
  readonly checksClosingQuotes: boolean;
  /** Fields that the request may hold beside name, groups and address. */
  readonly hasVersionField: boolean;
  readonly hasKeyHash: boolean;
  /** The address of the request is checked and stored in the manager's own form (4.4). */
  readonly checksAddress: boolean;
  /** Most groups of one agent, and what the message says of it. */
  readonly mostGroups: { readonly allowed: number; readonly said: number };
  /** The second check of group names, which leaves fewer characters (4.14.5). */
  readonly checksGroupsTwice: boolean;
  /** A name that is taken and may not be replaced gets a number after it (up to 3.13.0). */
  readonly numbersNames: boolean;
  /** An unusable first line of `authd.pass` ends the daemon (4.6), or a random password takes its place. */
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

/** The row for a manager of this version; versions before 3.8 count as 3.8. */
export function habitsOf(version: Version): Habits {
  return rows.findLast((row) => isAtLeast(version, row.since)) ?? v3_8;
}
