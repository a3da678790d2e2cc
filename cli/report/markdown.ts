/** Reports as Markdown, for pull requests and job summaries. */

import { severities } from "../../core/lint/severity.ts";
import type { Case, Issue, Outline } from "./outline/index.ts";

/** A table of polls or files, and a list of what is wrong with each. */
export function markdown({ name, release, ok, subject, cases }: Outline): string {
  const isPoll = subject === "request";
  const lines = [
    `## ${ok ? "✔" : "✘"} ${code(name)}`,
    "",
    `Wazuh ${release}`,
    "",
    isPoll ? "| | request | what happens |" : "| | file | findings |",
    "|---|---|---|",
    ...cases.map(
      (each) =>
        `| ${each.ok ? "✔" : "✘"} | ${code(each.name)} | ${isPoll ? cell(each.output[0] ?? "not asked") : counts(each)} |`,
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
  return ["", `### ${code(name)}`, "", ...issues.map(item)];
}

function item({ rule, severity, message, advice, place }: Issue): string {
  const where = place?.line === undefined ? "" : `line ${place.line}, column ${place.column}: `;
  return `- **${severity}** ${where}${escaped(message)} (${code(rule)})${advice === undefined ? "" : `<br>→ ${escaped(advice)}`}`;
}

/** A code span that may hold backticks. */
function code(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const inner = text === "" || text.startsWith("`") || text.endsWith("`") ? ` ${text} ` : text;
  return `${fence}${inner.replace(/[\r\n]+/g, " ").replaceAll("|", "\\|")}${fence}`;
}

function cell(text: string): string {
  return escaped(text).replaceAll("|", "\\|");
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, "\\$&").replace(/[\r\n]+/g, " ");
}
