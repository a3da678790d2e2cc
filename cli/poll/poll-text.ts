/** Polls as text: what happens, what is added to the file, what the log says, what to do. */

import { byCause, type VerdictState } from "../../core/lint/answer/index.ts";
import type { Severity } from "../../core/lint/severity.ts";
import { isProblem } from "../../core/lint/severity.ts";
import { wazuhText } from "../../core/lint/versions.ts";
import { levelWord } from "../../core/manager/log.ts";
import type { PollReport, PollResult, ReportedLogLine } from "../report/poll-report.ts";
import { exitLine } from "../terminal/exit-line.ts";
import { type Look, labelled, paintSeverity } from "../terminal/look.ts";
import { count } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { columnsOf } from "../terminal/width.ts";
import { wrap } from "../terminal/wrap.ts";
import { comparisonLines, repeatLines } from "./difference-text.ts";
import { exitCodeOf, isFineConfig, matters } from "./poll-report.ts";
import { printedLines, streamLines } from "./printed-text.ts";
import { runLines, socketLines } from "./run-text.ts";
import { daemonLines, noteLines } from "./surroundings-text.ts";

export interface PollLook extends Look {
  readonly verbose: boolean;
}

/** Sign and word, because colour must not be the only difference. */
const states: Readonly<
  Record<
    VerdictState,
    { readonly sign: string; readonly word: string; readonly colour: "green" | "yellow" | "red" }
  >
> = {
  registered: { sign: "✔", word: "registered", colour: "green" },
  "answered-no": { sign: "●", word: "answered", colour: "yellow" },
  failed: { sign: "✘", word: "failed", colour: "red" },
};

/** Label of a line that a manager with default settings does not log. */
const SILENT = "debug only";

/** The block of one poll. */
export function pollBlock(poll: PollResult, look: PollLook): string[] {
  const { paint } = look;
  return [
    ...headOf(poll, look),
    ...wrap(onOneLine(poll.consequence), look.width, { first: "  ", rest: "  " }),
    ...(poll.landing === undefined
      ? []
      : labelled("client.keys", `+ ${onOneLine(poll.landing)}`, look, paint.green)),
    ...poll.removed.flatMap((line) => labelled("client.keys", `- ${onOneLine(line)}`, look, paint.red)),
    ...logLines(poll, look),
    ...(poll.socket === undefined ? [] : socketLines(poll.socket, look)),
    ...(poll.run === undefined ? [] : runLines(poll.run, look)),
    ...findingLines(poll, look),
    ...nextLines(poll, look),
    ...outputLines(poll, look),
    ...adviceLines(poll, look),
    ...(poll.repeats === undefined ? [] : repeatLines(poll.repeats, look)),
    ...(poll.comparison === undefined ? [] : comparisonLines(poll.comparison, look)),
  ];
}

/** A poll that failed in the same way as another one, which shows the cause. */
export function sameBlock(poll: PollResult, first: PollResult, look: PollLook): string[] {
  return [...headOf(poll, look), ...wrap(sameText(first), look.width, { first: "  ", rest: "  " })];
}

export function sameText({ request }: PollResult): string {
  return `The same problem as ${onOneLine(request)}.`;
}

/** A cause that several polls share, and which polls. */
function problemLines(polls: readonly PollResult[], { width }: PollLook): string[] {
  return byCause(polls, (poll) => poll).flatMap((alike) => {
    if (alike.length === 1) return [];
    const [{ title, findings }] = alike;
    const [worst] = findings;
    const what = worst === undefined ? onOneLine(title) : `${onOneLine(worst.message)} [${worst.rule}]`;
    const shown = alike.slice(0, MOST_NAMED).map(({ request }) => onOneLine(request));
    const more = alike.length > MOST_NAMED ? ` and ${alike.length - MOST_NAMED} more` : "";
    return wrap(`One problem in ${count(alike.length, "poll")} (${shown.join(", ")}${more}): ${what}`, width);
  });
}

/** Maximum requests that the summary names for one problem. */
const MOST_NAMED = 8;

/** One line if there is room for it. */
function headOf({ request, state, title, run, socket }: PollResult, { paint, width }: PollLook): string[] {
  const { sign, word, colour } = states[state];
  const durationMs = socket?.durationMs ?? run?.durationMs;
  const facts = [
    ...(title === word ? [] : [onOneLine(title)]),
    ...(durationMs === undefined ? [] : [`${durationMs} ms`]),
  ].map((fact) => ` · ${fact}`);
  const asked = onOneLine(request);
  const head = `${paint[colour](paint.bold(`${sign} ${word}`))}  ${paint.bold(asked)}`;
  const isOneLine = columnsOf(`${sign} ${word}  ${asked}${facts.join("")}`) <= width;
  return isOneLine
    ? [head + paint.dim(facts.join(""))]
    : [head, ...facts.map((fact) => paint.dim(` ${fact}`))];
}

/** What a default manager logs. If that is nothing, the most informative debug line. */
function logLines({ log }: PollResult, look: PollLook): string[] {
  const written = log.filter(({ byDefault }) => byDefault);
  const shown = look.verbose ? log : written.length > 0 ? written : log.filter(({ telling }) => telling);
  if (shown.length === 0) return labelled("ossec.log", "nothing", look, look.paint.dim);
  return shown.flatMap((line) => labelled(line.byDefault ? "ossec.log" : SILENT, logText(line), look));
}

function logText({ tag, level, text, onMaster }: ReportedLogLine): string {
  const place = onMaster === true ? " (on the master)" : "";
  return `${tag}${place}: ${levelWord(level)}: ${onOneLine(text)}`;
}

function findingLines({ findings }: PollResult, look: PollLook): string[] {
  return findings.flatMap(({ severity, message, rule, authority, advice }) => {
    const isSevere = isProblem(severity);
    return [
      ...labelled(
        severity,
        `${onOneLine(message)} [${rule}, ${authority}]`,
        look,
        undefined,
        paintSeverity(severity, look),
      ),
      ...(isSevere || look.verbose ? labelled("", `→ ${onOneLine(advice)}`, look) : []),
    ];
  });
}

/** What the manager does not reach. */
function nextLines({ next }: PollResult, look: PollLook): string[] {
  return next.flatMap(({ message, rule, authority, advice }, at) => [
    ...labelled(
      at === 0 ? "next" : "",
      `${at === 0 ? NOT_REACHED : ""}${onOneLine(message)} [${rule}, ${authority}]`,
      look,
    ),
    ...labelled("", `→ ${onOneLine(advice)}`, look),
  ]);
}

const NOT_REACHED = "Not reached; when the above is fixed: ";

/** The output matters if the poll failed. If outputs are compared, both are shown there. */
function outputLines({ state, printed, streams, comparison }: PollResult, look: PollLook): string[] {
  const isShown = (state === "failed" && comparison?.difference === undefined) || look.verbose;
  return [
    ...(printed === undefined || !isShown ? [] : printedLines("printed", printed, look)),
    ...(streams === undefined ? [] : streamLines(streams, look)),
  ];
}

/** The general advice, if no finding has a better one. */
function adviceLines({ advice, findings }: PollResult, look: PollLook): string[] {
  const hasBetter = findings.some(
    ({ severity, authority }) => severity === "error" && authority === "manager",
  );
  return advice === undefined || (hasBetter && !look.verbose)
    ? []
    : labelled("what to do", onOneLine(advice), look);
}

/** Why the exit code is not 0. */
function reasonsOf({ polls, totals, config, socket, notMade }: PollReport): readonly string[] {
  const severities = polls.flatMap(({ findings }) => findings.map(({ severity }) => severity));
  const number = (severity: Severity): number => severities.filter((each) => each === severity).length;
  const varying = polls.filter(({ repeats, comparison }) => matters(repeats?.varies ?? comparison?.differs));
  return [
    ...(totals.failed > 0 ? [`${count(totals.failed, "poll")} failed`] : []),
    ...(["error", "warning"] as const).flatMap((severity) =>
      number(severity) > 0 ? [count(number(severity), severity)] : [],
    ),
    ...(varying.length > 0 ? [`${count(varying.length, "answer")} not always the same`] : []),
    ...(notMade.length > 0 ? [`${count(notMade.length, "request")} not made`] : []),
    ...(isFineConfig(config) ? [] : [`what is said about ${onOneLine(config?.path ?? "")}`]),
    ...(socket?.daemon?.end === undefined ? [] : ["the daemon ended by itself"]),
  ];
}

/** The lines after the last poll. */
export function pollSummary(report: PollReport, look: PollLook): string[] {
  const { totals, notMade, release } = report;
  const { polls, registered, answeredNo, failed } = totals;
  const varying = report.polls.filter(({ repeats }) => matters(repeats?.varies)).length;
  const different = report.polls.filter(({ comparison }) => matters(comparison?.differs)).length;
  const parts = [
    ...(registered > 0 ? [`${registered} registered`] : []),
    ...(answeredNo > 0 ? [count(answeredNo, "error answer")] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(varying > 0 ? [`${varying} not the same each time`] : []),
    ...(different > 0 ? [`${different} not the same when run as you`] : []),
  ];
  const paint = report.ok ? look.paint.green : look.paint.red;
  const isSilent = ({ log }: PollResult): boolean =>
    log.length > 0 && log.every(({ byDefault }) => !byDefault);
  const silent = report.polls.some(isSilent) ? ` "${SILENT}" is not written by default.` : "";
  const sums = `${count(polls, "poll")} (${wazuhText(release)}): ${parts.join(", ")}.${silent}`;
  const lines = polls === 0 ? [] : wrap(sums, look.width).map(paint);
  if (report.cancelled) {
    lines.push(...wrap("Cancelled: the script and everything that it had started were ended.", look.width));
  }
  if (notMade.length > 0) lines.push(...wrap(`Not run: ${notMade.map(onOneLine).join(", ")}.`, look.width));
  const { script, socket } = report;
  return [
    ...problemLines(report.polls, look),
    ...lines,
    ...(socket?.daemon === undefined ? [] : daemonLines(socket.daemon, look, look.verbose)),
    ...noteLines(script, socket, look, look.verbose),
    ...(report.ok ? [] : exitLine(exitCodeOf(report), reasonsOf(report), look)),
  ];
}
