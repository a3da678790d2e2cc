/** The report of a sample that has passed, and what a test says differently. */

import type { SampleReport } from "../../../cli/suite/suite-report.ts";

export function sampleReport(more: Partial<SampleReport> = {}): SampleReport {
  return {
    request: "id:001",
    state: "passed",
    line: 4,
    column: 5,
    tags: [],
    expected: "registered",
    differences: [],
    durationMs: 7,
    ...more,
  };
}
