/** How each release reads the configuration of key polling, as a table. */

import { type Release, type ReleaseId, releases } from "../../manager/index.ts";
import type { NumberReader } from "./number.ts";

export interface Habits {
  /** `<wodle name="agent-key-polling">`: read by wazuh-modulesd, read by wazuh-authd, or unknown. */
  readonly wodle: "modulesd" | "authd" | "unknown";
  /** `<key_request>` inside `<auth>` is read; otherwise it is an unknown element, with which authd does not start. */
  readonly keyRequest: "read" | "unknown";
  readonly numbers: NumberReader;
  /** Whether an empty path, or one that begins with a blank, is rejected. */
  readonly checksPaths: boolean;
  /** `<force>` inside `<auth>`, or only the older `<force_insert>` and `<force_time>` (before 4.3). */
  readonly force: "element" | "options-only";
  /** A negative `<force_time>` in `<auth>`, or text after the number, is rejected; or any value is accepted. */
  readonly forceTime: "rejects-text" | "rejects-negative" | "accepts-all";
  /** Whether the value of `<limit_maxagents>` in `<auth>` is read at all. */
  readonly limitMaxAgents: "read" | "ignored";
  /** When `<force_insert>` and `<force_time>` of `<auth>` count beside `<force>`. */
  readonly legacyForce: "insert-always" | "without-force";
}

const oldest: Habits = {
  wodle: "modulesd",
  keyRequest: "unknown",
  numbers: "any-base",
  checksPaths: false,
  force: "options-only",
  forceTime: "rejects-text",
  limitMaxAgents: "read",
  legacyForce: "insert-always",
};

/** How a row of releases and all newer ones differ from the ones before. */
const changes: { readonly [R in ReleaseId]?: Partial<Habits> } = {
  "3.9.0": { numbers: "decimal" },
  "4.1": { limitMaxAgents: "ignored" },
  "4.3": { force: "element", forceTime: "accepts-all" },
  "4.4": { wodle: "authd", keyRequest: "read", checksPaths: true },
  "4.6": { legacyForce: "without-force", forceTime: "rejects-negative" },
  "5.0": { wodle: "unknown", keyRequest: "unknown" },
};

export function habitsOf({ id }: Release): Habits {
  let habits = oldest;
  for (const row of releases.slice(0, releases.findIndex((each) => each.id === id) + 1)) {
    habits = { ...habits, ...changes[row.id] };
  }
  return habits;
}
