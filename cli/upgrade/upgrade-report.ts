/** The result of `keypoll upgrade`, from which its output is made. */

import { type CrossingReport, crossingReport } from "../../core/lint/crossing/index.ts";
import type { Crossing } from "../../core/manager/index.ts";
import type { ReportHead } from "../report/report.ts";
import { tool } from "../report/tool.ts";

export interface UpgradeReport extends ReportHead, CrossingReport {
  readonly command: "upgrade";
  readonly release: CrossingReport["release"];
  readonly ok: boolean;
  readonly path: string;
  /** The file that was written, and the number of agents that it leaves out. */
  readonly written?: { readonly path: string; readonly agents: number; readonly leftOut: number };
}

export function upgradeReport(
  path: string,
  crossing: Crossing,
  written?: UpgradeReport["written"],
): UpgradeReport {
  const report = crossingReport(crossing);
  return { tool, command: "upgrade", ...report, path, ...(written === undefined ? {} : { written }) };
}
