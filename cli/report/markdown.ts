/** Reports as Markdown, for pull requests and job summaries. */

import { codeBlock, codeSpan, findingItem, tableCell } from "../../core/lint/markdown.ts";
import { severities } from "../../core/lint/severity.ts";
import { wazuhText } from "../../core/lint/versions.ts";
import { onOneLine } from "../terminal/printable.ts";
import type { Case, Issue, Outline } from "./outline/index.ts";

const heads: Readonly<Record<Outline["subject"], string>> = {
  request: "| | request | what happens |",
  file: "| | file | findings |",
  agent: "| | agent | what happens to it |",
};

/** A table of polls or files, and a list of each one's problems. */
export function markdown({ name, release, ok, subject, cases }: Outline): string {
  const isPoll = subject === "request";
  const lines = [
    `## ${ok ? "✔" : "✘"} ${codeSpan(name)}`,
    "",
    wazuhText(release),
    "",
    heads[subject],
    "|---|---|---|",
    ...cases.map(
      (each) =>
        `| ${each.ok ? "✔" : "✘"} | ${codeSpan(each.name)} | ${subject === "file" ? counts(each) : tableCell(each.output[0] ?? "not asked")} |`,
    ),
    ...cases.flatMap((each) => details(each, isPoll)),
  ];
  return `${lines.join("\n")}\n`;
}

function counts({ issues }: Case): string {
  const parts = severities
    .map((severity) => [severity, issues.filter((issue) => issue.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} × ${severity}`);
  return parts.length === 0 ? "none" : parts.join(", ");
}

/** The problems; for a poll also what happened, in full. */
function details({ name, issues, output }: Case, isPoll: boolean): string[] {
  if (issues.length === 0) return [];
  const happened = isPoll && output.length > 0 ? ["", codeBlock(output.map(onOneLine))] : [];
  return ["", `### ${codeSpan(name)}`, "", ...issues.map(item), ...happened];
}

function item({ place, ...issue }: Issue): string {
  const where = place?.line === undefined ? "" : `line ${place.line}, column ${place.column}: `;
  return findingItem({ ...issue, where });
}
