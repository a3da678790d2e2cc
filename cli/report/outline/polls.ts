/** Polls as cases. */

import { levelWord } from "../../../core/manager/log.ts";
import { argvText } from "../../poll/argv-text.ts";
import { comparisonText, repeatText } from "../../poll/difference-text.ts";
import { isFine, matters } from "../../poll/poll-report.ts";
import { streamText } from "../../poll/printed-text.ts";
import { socketTexts } from "../../poll/run-text.ts";
import { endText } from "../../poll/surroundings-text.ts";
import { onOneLine } from "../../terminal/printable.ts";
import type { PollReport, PollResult } from "../poll-report.ts";
import type { ConfigFacts, DaemonFacts, RepeatFacts } from "../run-facts.ts";
import { fileCase } from "./files.ts";
import type { Case, Issue, Outline } from "./outline.ts";

/** The file that an issue is about, if there is one. */
export type WithPlace = Pick<Issue, "place">;

export function pollOutline(report: PollReport): Outline {
  const { command, script, socket, config, file, polls, notMade, release, ok } = report;
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
  const subject = script?.execPath ?? socket?.path;
  return {
    name: subject === undefined ? `keypoll ${command}` : `keypoll ${command} ${subject}`,
    release,
    ok,
    subject: "request",
    cases: [
      ...configCases(config),
      ...polls.map((poll) => pollCase(poll, place)),
      ...broken,
      ...daemonCases(socket?.daemon),
    ],
  };
}

/** The `ossec.conf` with the settings of the test. */
export function configCases(config: ConfigFacts | undefined): readonly Case[] {
  if (config === undefined) return [];
  const { path, settings, findings, totals, reason } = config;
  const said = settings.map(({ name, value }) => `${name}: ${value}`);
  const each = fileCase(path, findings, totals, said);
  if (reason === undefined) return [each];
  const idle: Issue = { rule: "nothing-is-asked", severity: "error", message: reason, place: { path } };
  return [{ ...each, ok: false, issues: [...each.issues, idle] }];
}

export function daemonCases(daemon: DaemonFacts | undefined): readonly Case[] {
  if (daemon?.end === undefined) return [];
  const message = `The daemon ended by itself during the test (${endText(daemon.end)}).`;
  const issues: readonly Issue[] = [{ rule: "daemon-ended", severity: "error", message }];
  return [{ name: daemon.command, ok: false, broken: false, issues, output: [message] }];
}

function pollCase(poll: PollResult, place: WithPlace): Case {
  const { request, state, run, socket } = poll;
  const durationMs = socket?.durationMs ?? run?.durationMs;
  const issues = [
    ...findingIssues(poll, place),
    ...streamIssues(poll, place),
    ...differenceIssues(poll, place),
  ];
  const needsVerdict = state === "failed" && issues.every(({ severity }) => severity !== "error");
  return {
    name: request,
    ok: isFine(poll),
    broken: run?.obstacle !== undefined || socket?.obstacle !== undefined,
    ...(durationMs === undefined ? {} : { durationMs }),
    issues: needsVerdict ? [verdictIssue(poll, place), ...issues] : issues,
    output: pollOutput(poll),
  };
}

/** The findings on the answer. */
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

/** What a second run shows about an output without an answer. */
function streamIssues({ request, streams }: PollResult, place: WithPlace): readonly Issue[] {
  if (streams === undefined || streams.stderrBytes === 0) return [];
  return [{ request, rule: "second-look", severity: "information", message: streamText(streams), ...place }];
}

/** Answers that vary, between runs or between the manager's surroundings and the user's own. */
function differenceIssues({ request, repeats, comparison }: PollResult, place: WithPlace): readonly Issue[] {
  const issue = (rule: string, differs: RepeatFacts["varies"], message: string): Issue => ({
    request,
    rule,
    severity: matters(differs) ? "error" : "information",
    message,
    ...place,
  });
  return [
    ...(repeats?.varies === undefined ? [] : [issue("varies", repeats.varies, repeatText(repeats))]),
    ...(comparison?.differs === undefined
      ? []
      : [issue("differs-as-you", comparison.differs, comparisonText(comparison))]),
  ];
}

/** What happened, line by line. */
export function pollOutput(poll: PollResult): readonly string[] {
  const { consequence, landing, log, run, socket, streams, repeats, comparison } = poll;
  return [
    consequence,
    ...(landing === undefined ? [] : [`client.keys: ${landing}`]),
    ...log.map(({ tag, level, text }) => `ossec.log: ${tag}: ${levelWord(level)}: ${onOneLine(text)}`),
    ...(socket === undefined ? [] : socketTexts(socket).map((text) => `socket: ${text}`)),
    ...(run === undefined || run.argv.length === 0 ? [] : [`argv: ${onOneLine(argvText(run.argv))}`]),
    ...(streams === undefined ? [] : [`second look: ${streamText(streams)}`]),
    ...(repeats === undefined ? [] : [repeatText(repeats)]),
    ...(comparison === undefined ? [] : [comparisonText(comparison)]),
  ];
}

/** For a failed poll whose findings do not say why: its verdict. */
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
