/** The output formats that programs read. Each is loaded only when it is asked for. */

import type { FormatName } from "./format-names.ts";
import type { Report } from "./report.ts";

/** The report in a format for programs. */
export async function renderReport(report: Report, format: Exclude<FormatName, "text">): Promise<string> {
  switch (format) {
    case "json":
      return `${JSON.stringify(report, null, 2)}\n`;
    case "junit":
      return (await import("./junit.ts")).junit(report);
    case "sarif":
      return (await import("./sarif.ts")).sarif(report);
    case "github":
      return (await import("./github.ts")).github(report);
    case "tap":
      return (await import("./tap.ts")).tap(report);
    case "markdown":
      return (await import("./markdown.ts")).markdown(report);
  }
}
