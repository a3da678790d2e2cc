/** Polls as cases. */

import { isFine } from "../../poll/poll-report.ts";
import { onOneLine } from "../../terminal/printable.ts";
import type { PollReport, PollResult } from "../report.ts";
import type { Case, Issue, Outline } from "./outline.ts";

/** Where the file is that an issue is about, if there is one. */
export type WithPlace = Pick<Issue, "place">;

export function pollOutline(report: PollReport): Outline {
  const { command, script, file, polls, notMade, release, ok } = report;
  const place = file === undefined ? {} : { place: { path: file } };
  const message = report.cancelled
    ? "The run was cancelled before this request."
    : "The script cannot be started, so this request was not made.";
  const broken = notMade.map(
    (request): Case => ({
      name: request,
      ok: false,
      broken: true,
      issues: [{ request, rule: "not-asked", severity: "error", message, ...place }],
      output: [],
    }),
  );
  return {
    name: script === undefined ? `keypoll ${command}` : `keypoll ${command} ${script.execPath}`,
    release,
    ok,
    subject: "request",
    cases: [...polls.map((poll) => pollCase(poll, place)), ...broken],
  };
}

function pollCase(poll: PollResult, place: WithPlace): Case {
  const { request, state, run } = poll;
  const issues = findingIssues(poll, place);
  const needsVerdict = state === "failed" && issues.every(({ severity }) => severity !== "error");
  return {
    name: request,
    ok: isFine(poll),
    broken: run?.obstacle !== undefined,
    ...(run === undefined ? {} : { durationMs: run.durationMs }),
    issues: needsVerdict ? [verdictIssue(poll, place), ...issues] : issues,
    output: pollOutput(poll),
  };
}

/** What there is to know about the answer. */
export function findingIssues({ request, findings }: PollResult, place: WithPlace): readonly Issue[] {
  return findings.map(({ rule, severity, message, advice }) => ({
    request,
    rule,
    severity,
    message,
    advice,
    ...place,
  }));
}

/** What happened, line by line. */
export function pollOutput({ consequence, landing, log }: PollResult): readonly string[] {
  return [
    consequence,
    ...(landing === undefined ? [] : [`client.keys: ${landing}`]),
    ...log.map(({ tag, level, text }) => `ossec.log: ${tag}: ${level.toUpperCase()}: ${onOneLine(text)}`),
  ];
}

/** A failed poll whose findings do not say why: its verdict does. */
function verdictIssue({ request, title, consequence, advice }: PollResult, place: WithPlace): Issue {
  return {
    request,
    rule: "verdict",
    severity: "error",
    message: `${title}: ${consequence}`,
    ...(advice === undefined ? {} : { advice }),
    ...place,
  };
}
