/** From any report of cases to its outline. */

import type { ConfigReport } from "../../ossec-conf/config-report.ts";
import type { SuiteReport } from "../../suite/suite-report.ts";
import type { PollReport, TortureReport } from "../poll-report.ts";
import type { LintReport } from "../report.ts";
import { fileCase, lintOutline } from "./files.ts";
import type { Outline } from "./outline.ts";
import { pollOutline } from "./polls.ts";
import { suiteOutline } from "./samples.ts";
import { tortureOutline } from "./torture.ts";

export { type Case, type Issue, type IssuePlace, type Outline, wholeText } from "./outline.ts";

/** A report that every format can be made from. */
export type Outlined = PollReport | TortureReport | LintReport | SuiteReport | ConfigReport;

export function outlineOf(report: Outlined): Outline {
  switch (report.command) {
    case "lint":
      return lintOutline(report);
    case "test-suite":
      return suiteOutline(report);
    case "test-torture":
      return tortureOutline(report);
    case "config":
      return configOutline(report);
    default:
      return pollOutline(report);
  }
}

function configOutline({ path, findings, totals, settings, release, ok }: ConfigReport): Outline {
  const output = settings.map(({ name, value }) => `${name}: ${value}`);
  const cases = [fileCase(path, findings, totals, output)];
  return { name: "keypoll config", release, ok, subject: "file", cases };
}
