/** How each release reads the configuration of key polling, as a table. */

import type { Release, ReleaseId } from "../../manager/index.ts";
import type { NumberReader } from "./number.ts";

export interface Habits {
  /** `<wodle name="agent-key-polling">`: read by wazuh-modulesd, read by wazuh-authd, or unknown. */
  readonly wodle: "modulesd" | "authd" | "unknown";
  /** `<key_request>` inside `<auth>` is read; else it is an unknown element, with which authd does not start. */
  readonly keyRequest: "read" | "unknown";
  readonly numbers: NumberReader;
  /** An empty path, or one that begins with a blank, is refused. */
  readonly checksPaths: boolean;
  /** `<force>` inside `<auth>`, or only the older `<force_insert>` and `<force_time>` (before 4.3). */
  readonly force: "element" | "options-only";
  /** When `<force_insert>` and `<force_time>` of `<auth>` count beside `<force>`. */
  readonly legacyForce: "insert-always" | "without-force";
}

const v3_8: Habits = {
  wodle: "modulesd",
  keyRequest: "unknown",
  numbers: "any-base",
  checksPaths: false,
  force: "options-only",
  legacyForce: "insert-always",
};
const v3_13: Habits = { ...v3_8, numbers: "decimal" };
const v4_3: Habits = { ...v3_13, force: "element" };
const v4_4: Habits = { ...v4_3, wodle: "authd", keyRequest: "read", checksPaths: true };
const v4_9: Habits = { ...v4_4, legacyForce: "without-force" };
const v5_0: Habits = { ...v4_9, wodle: "unknown", keyRequest: "unknown" };

const table: Readonly<Record<ReleaseId, Habits>> = {
  "3.8": v3_8,
  "3.13": v3_13,
  "4.3": v4_3,
  "4.4": v4_4,
  "4.9": v4_9,
  "4.14": v4_9,
  "5.0": v5_0,
};

export function habitsOf({ id }: Release): Habits {
  return table[id];
}
