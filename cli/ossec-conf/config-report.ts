/** The result of `keypoll config`, from which its output is made. */

import {
  type ConfigDocument,
  idleText,
  notCheckedText,
  type PollConfigReading,
  settingRows,
} from "../../core/lint/config/index.ts";
import type { Lines } from "../../core/lint/lines.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import type { PlacedFinding, Span } from "../../core/lint/placed-finding.ts";
import { rulePage } from "../../core/lint/rule-page.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import { cut } from "../lint/excerpt.ts";
import type { Excerpt, FileFinding, ReportHead } from "../report/report.ts";
import type { ConfigFacts } from "../report/run-facts.ts";
import { tool } from "../report/tool.ts";
import { onOneLine } from "../terminal/printable.ts";

export interface ConfigReport extends ReportHead, ConfigFacts {
  readonly command: "config";
}

export function configReport(path: string, document: ConfigDocument): ConfigReport {
  const facts = configFacts(path, document);
  const { error, warning } = facts.totals;
  return { tool, command: "config", release: document.release.id, ok: error + warning === 0, ...facts };
}

/** The effective settings of the file, and its findings. */
export function configFacts(
  path: string,
  document: ConfigDocument,
  severities: LintSettings["severities"] = {},
): ConfigFacts {
  const { findings } = document.findings(severities);
  const totals = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of findings) totals[severity]++;
  return {
    path,
    ...pollingOf(document.reading),
    findings: findings.map((finding) => fileFinding(finding, document.lines)),
    totals,
  };
}

function pollingOf(
  reading: PollConfigReading,
): Pick<ConfigFacts, "polls" | "reason" | "notChecked" | "settings"> {
  if (reading.kind === "unreadable") {
    return { polls: false, reason: "Nothing is polled: the file cannot be read.", settings: [] };
  }
  const reason = idleText(reading);
  const notChecked = notCheckedText(reading);
  const settings = reading.block === undefined ? [] : settingRows(reading);
  return {
    polls: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
    ...(notChecked === undefined ? {} : { notChecked }),
    settings: settings.map(({ name, value, isDefault }) => ({ name, value, isDefault })),
  };
}

const mask = new KeyMask();

function fileFinding(finding: PlacedFinding, lines: Lines): FileFinding {
  const { rule, severity, message, related, fixes } = finding;
  return {
    rule,
    severity,
    message: mask.hide(message),
    ...placeOf(finding, lines),
    related: related.map((each) => ({ ...placeOf(each, lines), message: each.message })),
    excerpt: excerptOf(finding, lines),
    fixes: fixes.map(({ title, safe }) => ({ title, safe })),
    page: rulePage(rule),
  };
}

/** Counted from 1. A place over several lines ends with its first line. */
function placeOf({ start, end }: Span, lines: Lines): { line: number; column: number; endColumn: number } {
  const from = lines.at(start);
  const to = lines.at(end);
  const endColumn = to.line === from.line ? to.column : lines.line(from.line).length;
  return { line: from.line + 1, column: from.column + 1, endColumn: endColumn + 1 };
}

/** The line around a finding in a configuration as it may be shown: keys hidden, not too long. */
function excerptOf({ start, end }: Span, lines: Lines): Excerpt {
  const { line, column } = lines.at(start);
  const to = lines.at(end);
  const text = lines.line(line);
  const last = to.line === line ? to.column : text.length;
  // A key that the place cuts is hidden as a whole, so both columns are counted in the shown line.
  const shown = (upTo: number): number => mask.part(text, 0, upTo).replace(/…$/, "").length;
  const hidden = onOneLine(mask.hide(text));
  return cut(hidden, shown(column), Math.min(shown(last), hidden.length));
}
