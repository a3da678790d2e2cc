/** The results of all agents as text: grouped by state, totals last. */

import { wazuhText } from "../../core/lint/versions.ts";
import {
  type AgentResult,
  agentFacts,
  byCause,
  type Pace,
  type ReconcileState,
  stateNames,
  states,
  type Tally,
  timeText,
} from "../../core/reconcile/index.ts";
import { exitLine } from "../terminal/exit-line.ts";
import type { Look } from "../terminal/look.ts";
import { count, inThousands } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { wrap } from "../terminal/wrap.ts";
import { type ReconcileReport, reconcileExitCode } from "./reconcile-report.ts";

/** Maximum agents of a cause, and causes of a state, in the list, unless the state was chosen. */
const MOST_LISTED = 10;

export function reconcileText(
  report: ReconcileReport,
  only: readonly ReconcileState[],
  look: Look,
): string[] {
  const { keys, subject, release, totals } = report;
  const beside = keys === undefined ? "" : `${onOneLine(keys)} beside `;
  const head = `${beside}${onOneLine(subject)} · ${count(totals.agents, "agent")} · ${wazuhText(release)}`;
  const groups = stateNames.filter((state) => only.length === 0 || only.includes(state));
  return [
    ...wrap(head, look.width).map(look.paint.bold),
    ...groups.flatMap((state) => groupText(report, state, only.length > 0, look)),
    "",
    ...endText(report, look),
  ];
}

function groupText(report: ReconcileReport, state: ReconcileState, listsAll: boolean, look: Look): string[] {
  const number = report.totals[state];
  if (number === 0 || state === "equal") return [];
  const { title, meaning, result } = states[state];
  const paint = result === "unchecked" ? look.paint.yellow : look.paint.red;
  const most = listsAll ? Number.POSITIVE_INFINITY : MOST_LISTED;
  const causes = byCause(report.agents.filter((each) => each.state === state));
  const listed = causes.slice(0, most);
  const more = causes.slice(most).reduce((sum, agents) => sum + agents.length, 0);
  const rest = more === 0 ? [] : [`    … and ${inThousands(more)} more; --only ${state} lists all`];
  return [
    "",
    paint(`${result === "unchecked" ? "?" : "✘"} ${title}: ${count(number, "agent")}`),
    ...wrap(meaning, look.width, { first: "  ", rest: "  " }).map(look.paint.dim),
    ...listed.flatMap((agents) => causeText(agents, most, report.obstacle, look)),
    ...rest.map(look.paint.dim),
  ];
}

/** The agents, what they have in common, and what to do about it. The obstacle of the run comes last. */
function causeText(
  agents: readonly [AgentResult, ...AgentResult[]],
  most: number,
  obstacle: string | undefined,
  look: Look,
): string[] {
  const [first] = agents;
  const facts = agentFacts(first);
  const names = agents.slice(0, most).map(nameText);
  const more = agents.length - names.length;
  const all = `${names.join(", ")}${more === 0 ? "" : ` and ${inThousands(more)} more`}`;
  const { problem, advice } = first.cause ?? {};
  const indent = (text: string, before: string): string[] =>
    wrap(onOneLine(text), look.width, { first: before, rest: " ".repeat(before.length) });
  return [
    ...wrap(onOneLine(`${all}${facts === "" ? "" : `: ${facts}`}`), look.width, {
      first: "    ",
      rest: "      ",
    }),
    ...(problem === undefined || problem === obstacle ? [] : indent(problem, "      ")),
    ...(advice === undefined ? [] : indent(advice, "      → ")),
  ];
}

function nameText({ id, name, line }: AgentResult): string {
  const place = line === undefined ? "" : ` (line ${line})`;
  return `${id}${name === undefined ? "" : ` ${name}`}${place}`;
}

const stops: Readonly<Record<NonNullable<ReconcileReport["stopped"]>, string>> = {
  cancelled: "cancelled",
  limit: "as --limit says",
  failures: "stopped: too many requests without an answer",
  obstacle: "stopped",
};

function endText(report: ReconcileReport, look: Look): string[] {
  const { totals, durationMs, ok, stopped, obstacle, written } = report;
  const parts = stateNames
    .filter((state) => totals[state] > 0)
    .map((state) => `${inThousands(totals[state])} ${states[state].title}`);
  const asked = totals.agents - totals.notAsked;
  const rest =
    totals.notAsked === 0
      ? ""
      : ` ${inThousands(totals.notAsked)} not asked${stopped === undefined ? "" : `, ${stops[stopped]}`}.`;
  const rate = durationMs < 1000 ? "" : `, ${inThousands(Math.round((asked * 1000) / durationMs))} a second`;
  const time = `${(durationMs / 1000).toFixed(1)} s${rate}`;
  const said = parts.length === 0 ? "no agent was asked" : parts.join(", ");
  const line = `${ok ? "✔" : "✘"} ${count(asked, "agent")} asked: ${said}.${rest} ${time}.`;
  return [
    ...(obstacle === undefined ? [] : wrap(obstacle, look.width).map(look.paint.red)),
    ...wrap(line, look.width).map(ok ? look.paint.green : look.paint.red),
    ...(written === undefined ? [] : wrap(writtenText(written), look.width)),
    ...exitLine(reconcileExitCode(report), reasonsOf(report), look),
  ];
}

function writtenText({ path, agents, changed, refused }: NonNullable<ReconcileReport["written"]>): string {
  const left =
    refused === 0
      ? ""
      : ` The manager would refuse ${count(refused, "answer")}, because an earlier one has the same name or address.`;
  return `${onOneLine(path)} contains ${count(agents, "agent")}, ${inThousands(changed)} of them from the database.${left}`;
}

function reasonsOf({ totals, stopped, obstacle }: ReconcileReport): string[] {
  if (stopped === "cancelled") return [];
  const drift = stateNames.reduce(
    (sum, state) => sum + (states[state].result === "drift" ? totals[state] : 0),
    0,
  );
  return [
    ...(obstacle === undefined ? [] : ["no agent could be asked"]),
    ...(totals["no-answer"] === 0 ? [] : [`${count(totals["no-answer"], "agent")} not checked`]),
    ...(drift === 0 ? [] : [`${count(drift, "agent")} not equal to the database`]),
  ];
}

/** The progress of a run, in one line. */
export function progressText({ done, total, perSecond, secondsLeft }: Pace, tally: Tally): string {
  const percent = Math.floor((done / total) * 100);
  const rate = perSecond < 10 ? perSecond.toFixed(1) : inThousands(Math.round(perSecond));
  return [
    `… ${inThousands(done)} of ${inThousands(total)} agents, ${percent} %`,
    `${rate} a second`,
    ...(secondsLeft === undefined ? [] : [`${timeText(secondsLeft)} left`]),
    `${inThousands(tally.drifted)} differ`,
    ...(tally.unchecked === 0 ? [] : [`${inThousands(tally.unchecked)} without an answer`]),
  ].join(", ");
}
