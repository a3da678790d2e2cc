/** A checked configuration as text: the findings, then the effective settings. */

import { wazuhText } from "../../core/lint/versions.ts";
import { fileBlock, severityCounts, sumOf } from "../lint/lint-text.ts";
import type { ConfigFacts } from "../report/run-facts.ts";
import { type Look, labelled } from "../terminal/look.ts";
import { count } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { wrap } from "../terminal/wrap.ts";
import type { ConfigReport } from "./config-report.ts";

export function configText(report: ConfigReport, look: Look): string[] {
  const { release, reason, ok } = report;
  const heading = `${wazuhText(release)}: ${reason ?? "the manager polls, with these settings:"}`;
  const summary = wrap(`${ok ? "✔" : "✘"} ${summaryOf(report)}`, look.width);
  return [
    ...configBlock(report, wrap(heading, look.width).map(look.paint.bold), look),
    ...summary.map(ok ? look.paint.green : look.paint.red),
  ];
}

/** The findings, then a heading and the effective settings. */
export function configBlock(
  { path, findings, totals, settings, notChecked }: ConfigFacts,
  heading: readonly string[],
  look: Look,
): string[] {
  // `--fix` does not fix a configuration, so no finding may say that it does.
  const shown = findings.map((finding) => ({
    ...finding,
    fixes: finding.fixes.map(({ title }) => ({ title, safe: false })),
  }));
  return [
    ...fileBlock({ path, kind: "ossec-conf", agents: 0, findings: shown, totals }, look),
    ...heading,
    ...settings.flatMap(({ name, value, isDefault }) =>
      labelled(name, `${onOneLine(value)}${isDefault ? " (default)" : ""}`, look),
    ),
    ...(notChecked === undefined ? [] : wrap(onOneLine(notChecked), look.width)),
  ];
}

function summaryOf({ path, totals }: ConfigReport): string {
  const shown = onOneLine(path);
  const all = sumOf(totals);
  if (all === 0) return `No findings in ${shown}.`;
  return `${count(all, "finding")} in ${shown}: ${severityCounts(totals)}.`;
}
