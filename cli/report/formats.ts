/** The output formats that programs read. Each is loaded only when it is asked for. */

import type { FormatName } from "./format-names.ts";
import type { Report } from "./report.ts";

/** The report in a format for programs. */
export function renderReport(report: Report, format: Exclude<FormatName, "text">): Promise<string> {
  switch (format) {
    case "json":
      return Promise.resolve(`${JSON.stringify(report, null, 2)}\n`);
  }
}
