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
  /** When `<force_insert>` and `<force_time>` of `<auth>` count beside `<force>`. */
  readonly legacyForce: "insert-always" | "without-force";
}

const oldest: Habits = {
  wodle: "modulesd",
  keyRequest: "unknown",
  numbers: "any-base",
  checksPaths: false,
  force: "options-only",
  legacyForce: "insert-always",
};

/** How a row of releases and all newer ones differ from the ones before. */
const changes: { readonly [R in ReleaseId]?: Partial<Habits> } = {
  "3.9.0": { numbers: "decimal" },
  "4.3": { force: "element" },
  "4.4": { wodle: "authd", keyRequest: "read", checksPaths: true },
  "4.6": { legacyForce: "without-force" },
  "5.0": { wodle: "unknown", keyRequest: "unknown" },
};

export function habitsOf({ id }: Release): Habits {
  let habits = oldest;
  for (const row of releases.slice(0, releases.findIndex((each) => each.id === id) + 1)) {
    habits = { ...habits, ...changes[row.id] };
  }
  return habits;
}
