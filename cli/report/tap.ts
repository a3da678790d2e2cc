/** Reports in the Test Anything Protocol, version 14. */

import { onOneLine } from "../terminal/printable.ts";
import type { Case, Issue, Outline } from "./outline/index.ts";

/** A poll or a file is a test point. Its issues are the diagnostics. */
export function tap({ name, cases }: Outline): string {
  const lines = [
    "TAP version 14",
    `# ${onOneLine(name)}`,
    `1..${cases.length}`,
    ...cases.flatMap((each, at) => testPoint(each, at + 1)),
  ];
  return `${lines.join("\n")}\n`;
}

function testPoint({ name, ok, durationMs, issues, output }: Case, number: number): string[] {
  const description = onOneLine(name).replace(/[\\#]/g, "\\$&");
  const head = `${ok ? "ok" : "not ok"} ${number} - ${description}`;
  // JSON is also YAML, and needs no quoting rules of ours.
  const lines = [
    ...(durationMs === undefined ? [] : [`  duration_ms: ${durationMs}`]),
    ...list("output", output),
    ...list("issues", issues.map(diagnostic)),
  ];
  return lines.length === 0 ? [head] : [head, "  ---", ...lines, "  ..."];
}

function list(key: string, values: readonly unknown[]): string[] {
  return values.length === 0 ? [] : [`  ${key}:`, ...values.map((value) => `    - ${JSON.stringify(value)}`)];
}

function diagnostic({ rule, severity, message, advice, place }: Issue): object {
  return { rule, severity, message, ...(advice === undefined ? {} : { advice }), ...place };
}
