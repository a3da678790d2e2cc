/** A report as suites of cases with issues: the form that test and lint formats of other tools share. */

import type { Severity } from "../../core/lint/severity.ts";
import { isFine } from "../poll/poll-report.ts";
import { onOneLine } from "../terminal/printable.ts";
import type { FileResult, LintReport, PollReport, PollResult, Report } from "./report.ts";

/** A place in a file; lines and columns from 1. Without a line it is the file as a whole. */
export interface IssuePlace {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly endColumn?: number;
}

export interface Issue {
  /** The request that it is about; formats without cases put it before the message. */
  readonly request?: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly advice?: string;
  readonly place?: IssuePlace;
}

/** A request that was polled, or a file that was checked. */
export interface Case {
  readonly name: string;
  readonly ok: boolean;
  /** It could not be carried out, so nothing is said about its subject. */
  readonly broken: boolean;
  readonly durationMs?: number;
  readonly issues: readonly Issue[];
  /** What happened, for people. */
  readonly output: readonly string[];
}

export interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** The suite of a report. There is one: the script or the files that the command was given. */
export function outlineOf(report: Report): Suite {
  return report.command === "lint" ? lintOutline(report) : pollOutline(report);
}

function lintOutline({ files, unreadable }: LintReport): Suite {
  const broken = unreadable.map(
    ({ path, message }): Case => ({
      name: path,
      ok: false,
      broken: true,
      issues: [{ rule: "not-checked", severity: "error", message, place: { path } }],
      output: [],
    }),
  );
  return { name: "keypoll lint", cases: [...files.map(fileCase), ...broken] };
}

function fileCase({ path, findings, totals, agents }: FileResult): Case {
  return {
    name: path,
    ok: totals.error + totals.warning === 0,
    broken: false,
    issues: findings.map(({ rule, severity, message, line, column, endColumn, fixes }) => ({
      rule,
      severity,
      message,
      ...(fixes[0] === undefined ? {} : { advice: `${fixes[0].title}.` }),
      place: { path, line, column, endColumn },
    })),
    output: [`${agents} agents`],
  };
}

function pollOutline(report: PollReport): Suite {
  const { command, script, file, polls, notMade } = report;
  const place = file === undefined ? {} : { place: { path: file } };
  const broken = notMade.map(
    (request): Case => ({
      name: request,
      ok: false,
      broken: true,
      issues: [
        {
          request,
          rule: "not-asked",
          severity: "error",
          message: report.cancelled
            ? "The run was cancelled before this request."
            : "The script cannot be started, so this request was not made.",
          ...place,
        },
      ],
      output: [],
    }),
  );
  const name = script === undefined ? `keypoll ${command}` : `keypoll ${command} ${script.execPath}`;
  return { name, cases: [...polls.map((poll) => pollCase(poll, place)), ...broken] };
}

function pollCase(poll: PollResult, place: Pick<Issue, "place">): Case {
  const { request, state, consequence, landing, log, findings, run } = poll;
  const issues = findings.map(({ rule, severity, message, advice }) => ({
    request,
    rule,
    severity,
    message,
    advice,
    ...place,
  }));
  const needsVerdict = state === "failed" && findings.every(({ severity }) => severity !== "error");
  return {
    name: request,
    ok: isFine(poll),
    broken: run?.obstacle !== undefined,
    ...(run === undefined ? {} : { durationMs: run.durationMs }),
    issues: needsVerdict ? [verdictIssue(poll, place), ...issues] : issues,
    output: [
      consequence,
      ...(landing === undefined ? [] : [`client.keys: ${landing}`]),
      ...log.map(({ tag, level, text }) => `ossec.log: ${tag}: ${level.toUpperCase()}: ${onOneLine(text)}`),
    ],
  };
}

/** A failed poll whose findings do not say why: its verdict does. */
function verdictIssue(
  { request, title, consequence, advice }: PollResult,
  place: Pick<Issue, "place">,
): Issue {
  return {
    request,
    rule: "verdict",
    severity: "error",
    message: `${title}: ${consequence}`,
    ...(advice === undefined ? {} : { advice }),
    ...place,
  };
}

/** What an issue says, with what it is about and what to do, for formats that have no place of their own for these. */
export function wholeText({ request, message, advice }: Issue): string {
  const subject = request === undefined ? "" : `${request}: `;
  return `${subject}${message}${advice === undefined ? "" : ` ${advice}`}`;
}
