/** Agents that cross to 5.x as cases. */

import type { UpgradeReport } from "../../upgrade/upgrade-report.ts";
import type { Case, Issue, Outline } from "./outline.ts";

export function upgradeOutline(report: UpgradeReport): Outline {
  const { agents, newcomers, path, release, ok } = report;
  const cases = agents.map(({ id, name, line, fate, by }): Case => {
    const lost = Object.values(by).filter((each) => each.fate !== "carried");
    // Both methods often report the same.
    const issues = [...new Map(lost.map((each) => [each.text, each])).values()].map(
      ({ text, why, advice }): Issue => ({
        rule: "lost-on-upgrade",
        severity: "error",
        message: `Agent ${id} ${name}: ${text} ${why ?? ""}`.trim(),
        ...(advice === undefined ? {} : { advice }),
        place: { path, line, column: 1, endColumn: id.length + 1 },
      }),
    );
    const output = lost.length === 0 ? ["Carried."] : [...new Set(lost.map(({ text }) => text))];
    return { name: `${id} ${name}`, ok: fate === "carried", broken: false, issues, output };
  });
  const more = newcomers.map(
    ({ line }): Case => ({
      name: `line ${line}`,
      ok: true,
      broken: false,
      issues: [
        {
          rule: "lost-on-upgrade",
          severity: "warning",
          message: "Not an agent in 4.x, but an agent in 5.x.",
          advice: "Remove the line if you do not want this.",
          place: { path, line, column: 1, endColumn: 2 },
        },
      ],
      output: ["Not an agent in 4.x, but an agent in 5.x."],
    }),
  );
  return { name: "keypoll upgrade", release, ok, subject: "agent", cases: [...cases, ...more] };
}
