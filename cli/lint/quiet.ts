/** `--quiet`: only what makes the check fail. */

import { isProblem } from "../../core/lint/severity.ts";
import type { FileResult } from "../report/report.ts";

/** The file's result without findings that are only for information. */
export function withoutSmallThings({ ruleTotals: _, ...file }: FileResult): FileResult {
  return {
    ...file,
    findings: file.findings.filter(({ severity }) => isProblem(severity)),
    totals: { ...file.totals, information: 0, hint: 0 },
  };
}
