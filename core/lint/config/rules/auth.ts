/** Rules on values in `<auth>`, and on `<force>` there, which applies to key polling from 4.4 on. */

import type { Release } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import type { Remark } from "../../placed-finding.ts";
import type { AuthError } from "../auth.ts";
import { stopsText } from "../elements.ts";
import { habitsOf } from "../habits.ts";
import { type ConfigRule, tagSpan } from "./rule.ts";

/** What happens with an error in `<auth>`. */
function told({ start, end, log, wanted }: AuthError, release: Release): Remark {
  const stops = stopsText("auth", release);
  return { start, end, message: say`The manager logs "${log}", and ${stops}. It requires ${wanted}.` };
}

export const authRules: readonly ConfigRule[] = [
  {
    code: "bad-auth",
    severity: "error",
    title: "Auth option that the manager rejects",
    check: ({ config }) => config.authErrors.map((error) => told(error, config.release)),
  },
  {
    code: "bad-force",
    severity: "error",
    title: "Force option that is rejected",
    check: ({ config }) => config.forceErrors.map((error) => told(error, config.release)),
  },
  {
    code: "legacy-force",
    severity: "information",
    title: "Older form of a force option",
    check: ({ config }) => {
      const auth = config.auths.at(-1);
      if (auth === undefined || config.release.poller !== "wazuh-authd") return [];
      const { legacyForce } = habitsOf(config.release);
      const hasForce = auth.children.some(({ name }) => name === "force");
      return auth.children
        .filter(({ name }) => name === "force_insert" || name === "force_time")
        .map((element) => ({
          ...tagSpan(element),
          message: say`<${element.name}> is the older form of <force>: ${fate(element.name, legacyForce, hasForce)}.`,
        }));
    },
  },
];

function fate(name: string, habit: "insert-always" | "without-force", hasForce: boolean): string {
  if (habit === "insert-always") {
    return name === "force_insert"
      ? say`up to 4.5 it overrides <enabled> in <force>`
      : say`up to 4.5 it is ignored silently`;
  }
  return hasForce
    ? say`beside <force> it is ignored`
    : say`without <force> it still sets ${name === "force_insert" ? "<enabled>" : "<disconnected_time>"}`;
}
