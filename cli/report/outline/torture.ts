/** Torture cases as cases. */

import { seenText } from "../../poll/torture-text.ts";
import type { TortureFacts, TortureReport } from "../poll-report.ts";
import type { Case, Issue, Outline } from "./outline.ts";
import { configCases, daemonCases, type WithPlace } from "./polls.ts";

export function tortureOutline(report: TortureReport): Outline {
  const { cases, notRun, cancelled, script, socket, file, config, release, ok } = report;
  const place = file === undefined ? {} : { place: { path: file } };
  const message = cancelled
    ? "The run was cancelled before this case."
    : "The daemon had ended before this case.";
  return {
    name: `keypoll test --torture ${script?.execPath ?? socket?.path ?? ""}`.trim(),
    release,
    ok,
    subject: "request",
    cases: [
      ...configCases(config),
      ...daemonCases(socket?.daemon),
      ...cases.map((each) => tortureCase(each, place)),
      ...notRun.map(
        (name): Case => ({
          name,
          ok: false,
          broken: true,
          issues: [{ request: name, rule: "not-asked", severity: "error", message, ...place }],
          output: [],
        }),
      ),
    ],
  };
}

function tortureCase(facts: TortureFacts, place: WithPlace): Case {
  const { name, verdict, asked, expected, message, why, durationMs } = facts;
  const issue: Issue = {
    request: name,
    rule: "torture",
    severity: "error",
    message: message ?? "",
    advice: why,
    ...place,
  };
  return {
    name,
    ok: verdict === "held",
    broken: verdict === "not-checked",
    durationMs,
    issues: verdict === "held" ? [] : [issue],
    output: [seenText(facts), `expected: ${expected}`, `asked: ${asked.join(" · ")}`],
  };
}
