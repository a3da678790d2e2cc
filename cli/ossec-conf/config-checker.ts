/** Checks an `ossec.conf` among other files. */

import { managerPrograms } from "../../core/files/index.ts";
import { ConfigDocument, isFragment } from "../../core/lint/config/index.ts";
import { type LintSettings, shownOf } from "../../core/lint/settings.ts";
import type { Checker } from "../lint/file-checker.ts";
import { configFacts } from "./config-report.ts";

/** An `ossec.conf` has no safe fixes. `path` is undefined for standard input. */
export function configChecker(path: string | undefined, settings: LintSettings): Checker {
  const { release, upgradeTo, severities } = settings;
  const programs = path === undefined ? undefined : managerPrograms(path);
  return {
    check: (name, text) => {
      const document = new ConfigDocument(text, {
        release,
        upgradeTo,
        programs,
        isFragment: isFragment(name, text),
      });
      const { findings, totals } = configFacts(name, document, severities);
      return { path: name, kind: "ossec-conf", agents: 0, findings: shownOf(findings, settings), totals };
    },
  };
}
