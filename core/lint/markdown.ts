/** Text and findings in Markdown, escaped so that nothing in them is read as markup. */

import { type Severity, severityText } from "./severity.ts";

/** The content of a finding, for an item of a list. */
export interface MarkdownFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly advice?: string | undefined;
  /** Before the message; plain text. */
  readonly where?: string | undefined;
}

export function findingItem({ rule, severity, message, advice, where = "" }: MarkdownFinding): string {
  const advised = advice === undefined ? "" : `<br>→ ${escapedMarkdown(advice)}`;
  return `- **${severityText(severity)}** ${where}${escapedMarkdown(message)} (${codeSpan(rule)})${advised}`;
}

/** A code span that may contain backticks, valid in the cell of a table. */
export function codeSpan(text: string): string {
  const fence = "`".repeat(longestRun(text, /`+/g) + 1);
  const inner = text === "" || text.startsWith("`") || text.endsWith("`") ? ` ${text} ` : text;
  return `${fence}${inner.replace(/[\r\n]+/g, " ").replaceAll("|", "\\|")}${fence}`;
}

/** A block of lines, unchanged. */
export function codeBlock(lines: readonly string[], language = "text"): string {
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n"), /`+/g) + 1));
  return [`${fence}${language}`, ...lines, fence].join("\n");
}

export function tableCell(text: string): string {
  return escapedMarkdown(text).replaceAll("|", "\\|");
}

export function escapedMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#]/g, "\\$&").replace(/[\r\n]+/g, " ");
}

function longestRun(text: string, run: RegExp): number {
  return Math.max(0, ...Array.from(text.matchAll(run), ([each]) => each.length));
}
