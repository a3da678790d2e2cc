/** The output formats that programs read. Each is loaded only when it is asked for. */

import type { FormatName } from "./format-names.ts";
import { type Outlined, outlineOf } from "./outline/index.ts";

/** The report in a format for programs. */
export async function renderReport(report: Outlined, format: Exclude<FormatName, "text">): Promise<string> {
  switch (format) {
    case "json":
      return `${JSON.stringify(report, null, 2)}\n`;
    case "junit":
      return (await import("./junit.ts")).junit(outlineOf(report));
    case "sarif":
      return (await import("./sarif.ts")).sarif(outlineOf(report));
    case "github":
      return (await import("./github.ts")).github(outlineOf(report));
    case "tap":
      return (await import("./tap.ts")).tap(outlineOf(report));
    case "markdown":
      return (await import("./markdown.ts")).markdown(outlineOf(report));
  }
}
