/** The output formats for programs. Each is loaded only when it is needed. */

import type { FormatName } from "./format-names.ts";
import type { Outlined } from "./outline/index.ts";

/** The report in a format for programs. */
export async function renderReport(report: Outlined, format: Exclude<FormatName, "text">): Promise<string> {
  if (format === "json") return `${JSON.stringify(report, null, 2)}\n`;
  const { outlineOf } = await import("./outline/index.ts");
  const outline = await outlineOf(report);
  switch (format) {
    case "junit":
      return (await import("./junit.ts")).junit(outline);
    case "sarif":
      return (await import("./sarif.ts")).sarif(outline);
    case "github":
      return (await import("./github.ts")).github(outline);
    case "tap":
      return (await import("./tap.ts")).tap(outline);
    case "markdown":
      return (await import("./markdown.ts")).markdown(outline);
  }
}
