/** From any report of cases to its outline. */

import type { ConfigReport } from "../../ossec-conf/config-report.ts";
import type { ReconcileReport } from "../../reconcile/reconcile-report.ts";
import type { SuiteReport } from "../../suite/suite-report.ts";
import type { UpgradeReport } from "../../upgrade/upgrade-report.ts";
import type { PollReport, TortureReport } from "../poll-report.ts";
import type { LintReport } from "../report.ts";
import { upgradeOutline } from "./agents.ts";
import { fileCase, lintOutline } from "./files.ts";
import type { Outline } from "./outline.ts";

export {
  type Case,
  type Issue,
  type IssueKind,
  type IssuePlace,
  type Outline,
  wholeText,
} from "./outline.ts";

/** A report that can be shown in every format. */
export type Outlined =
  | PollReport
  | TortureReport
  | LintReport
  | SuiteReport
  | ConfigReport
  | UpgradeReport
  | ReconcileReport;

/** The code for outlines of polls includes everything that starts processes. Files are outlined without it. */
export async function outlineOf(report: Outlined): Promise<Outline> {
  switch (report.command) {
    case "lint":
      return lintOutline(report);
    case "test-suite":
      return (await import("./samples.ts")).suiteOutline(report);
    case "test-torture":
      return (await import("./torture.ts")).tortureOutline(report);
    case "upgrade":
      return upgradeOutline(report);
    case "config":
      return configOutline(report);
    case "reconcile":
      return (await import("./reconciled.ts")).reconcileOutline(report);
    default:
      return (await import("./polls.ts")).pollOutline(report);
  }
}

function configOutline({ path, findings, totals, settings, release, ok }: ConfigReport): Outline {
  const output = settings.map(({ name, value }) => `${name}: ${value}`);
  const cases = [fileCase(path, findings, totals, output)];
  return { name: "keypoll config", release, ok, subject: "file", cases };
}
