/** A checked configuration as text for people: the findings, then what holds. */

import { severities } from "../../core/lint/severity.ts";
import { fileBlock } from "../lint/lint-text.ts";
import { type Look, labelled } from "../terminal/look.ts";
import { count } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { wrap } from "../terminal/wrap.ts";
import type { ConfigReport } from "./config-report.ts";

export function configText(report: ConfigReport, look: Look): string[] {
  const { path, totals, release, reason, settings, ok } = report;
  // Nothing mends a configuration from here, so no fix is announced as one that --fix does.
  const findings = report.findings.map((finding) => ({
    ...finding,
    fixes: finding.fixes.map(({ title }) => ({ title, safe: false })),
  }));
  const heading = `Wazuh ${release}: ${reason ?? "the manager polls, with these settings:"}`;
  const summary = wrap(`${ok ? "✔" : "✘"} ${summaryOf(report)}`, look.width);
  return [
    ...fileBlock({ path, agents: 0, findings, totals }, look),
    ...wrap(heading, look.width).map(look.paint.bold),
    ...settings.flatMap(({ name, value, isDefault }) =>
      labelled(name, `${onOneLine(value)}${isDefault ? " (default)" : ""}`, look),
    ),
    ...summary.map(ok ? look.paint.green : look.paint.red),
  ];
}

function summaryOf({ path, totals }: ConfigReport): string {
  const shown = onOneLine(path);
  const all = severities.reduce((sum, severity) => sum + totals[severity], 0);
  if (all === 0) return `No findings in ${shown}.`;
  const parts = severities
    .filter((severity) => totals[severity] > 0)
    .map((severity) =>
      severity === "information" ? `${totals[severity]} for information` : count(totals[severity], severity),
    );
  return `${count(all, "finding")} in ${shown}: ${parts.join(", ")}.`;
}
