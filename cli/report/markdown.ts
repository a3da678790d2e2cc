/** Reports as Markdown, for pull requests and job summaries. */

import { codeSpan, findingItem, tableCell } from "../../core/lint/markdown.ts";
import { severities } from "../../core/lint/severity.ts";
import type { Case, Issue, Outline } from "./outline/index.ts";

/** A table of polls or files, and a list of what is wrong with each. */
export function markdown({ name, release, ok, subject, cases }: Outline): string {
  const isPoll = subject === "request";
  const lines = [
    `## ${ok ? "✔" : "✘"} ${codeSpan(name)}`,
    "",
    `Wazuh ${release}`,
    "",
    isPoll ? "| | request | what happens |" : "| | file | findings |",
    "|---|---|---|",
    ...cases.map(
      (each) =>
        `| ${each.ok ? "✔" : "✘"} | ${codeSpan(each.name)} | ${isPoll ? tableCell(each.output[0] ?? "not asked") : counts(each)} |`,
    ),
    ...cases.flatMap(details),
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

function details({ name, issues }: Case): string[] {
  if (issues.length === 0) return [];
  return ["", `### ${codeSpan(name)}`, "", ...issues.map(item)];
}

function item({ place, ...issue }: Issue): string {
  const where = place?.line === undefined ? "" : `line ${place.line}, column ${place.column}: `;
  return findingItem({ ...issue, where });
}
