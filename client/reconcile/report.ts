/** The results of all agents, for the view and as Markdown to share. Contains no key. */

import { withoutHomes } from "../../core/lint/home.ts";
import { escapedMarkdown, tableCell } from "../../core/lint/markdown.ts";
import { wazuhText } from "../../core/lint/versions.ts";
import type { Release } from "../../core/manager/index.ts";
import type { Reconciled } from "../../core/poll/index.ts";
import {
  type AgentResult,
  agentFacts,
  byCause,
  paceOf,
  stateNames,
  stateText,
  type Tally,
  timeText,
} from "../../core/reconcile/index.ts";
import { numberText, say } from "../../core/words/index.ts";
import type { AgentRow, ReconcileView } from "./messages.ts";

export interface RunParts {
  /** The name of the client.keys. */
  readonly keys: string;
  /** What was asked. Keys are masked. */
  readonly subject: string;
  readonly release: Release;
  readonly remarks: readonly string[];
  readonly done: Reconciled;
}

export function viewOf({ keys, subject, release, remarks, done }: RunParts): ReconcileView {
  const { tally, stop } = done;
  const obstacle = stop?.kind === "obstacle" ? [stop.message] : [];
  const isWhole = tally.asked === tally.agents && tally.unchecked === 0;
  return {
    title: say`${keys} compared with ${subject}`,
    summary: `${wazuhText(release)} · ${summaryOf(done)}`,
    ok: isWhole && tally.drifted === 0,
    remarks: [...obstacle, ...remarks],
    agents: agentsOf(tally).map(rowOf),
    canGoOn: !isWhole,
  };
}

/** By state, the most severe first, then in the order of the file. */
function agentsOf(tally: Tally): readonly AgentResult[] {
  const all = tally.others().map(({ result }) => result);
  return stateNames.flatMap((state) => all.filter((each) => each.state === state));
}

function rowOf(agent: AgentResult): AgentRow {
  const { state, id, name = "", line, request, why, cause } = agent;
  return { state, id, name, line, request, why, cause, facts: agentFacts(agent) };
}

function summaryOf({ tally, stop }: Reconciled): string {
  const counts = stateNames
    .filter((state) => tally.count(state) > 0)
    .map((state) => `${numberText(tally.count(state))} ${stateText(state).title}`)
    .join(", ");
  const asked =
    tally.asked === 1
      ? say`1 agent asked: ${counts}.`
      : say`${numberText(tally.asked)} agents asked: ${counts}.`;
  const left = tally.agents - tally.asked;
  if (left === 0) return asked;
  const why: Readonly<Record<NonNullable<Reconciled["stop"]>["kind"], string>> = {
    cancelled: say`cancelled`,
    limit: say`stopped`,
    failures: say`stopped: too many requests without an answer`,
    obstacle: say`stopped`,
  };
  return `${asked} ${say`${numberText(left)} not asked, ${why[stop?.kind ?? "cancelled"]}.`}`;
}

/** The progress of a run: agents, their rate, the remaining time, the results. `before` were known at the start. */
export function progressText(tally: Tally, before: number, elapsedMs: number): string {
  const { done, total, perSecond, secondsLeft } = paceOf(tally.asked, tally.agents, before, elapsedMs);
  return [
    say`${numberText(done)} of ${numberText(total)} agents`,
    say`${numberText(perSecond, perSecond < 10 ? 1 : 0)} a second`,
    ...(secondsLeft === undefined ? [] : [say`${timeText(secondsLeft)} left`]),
    say`${numberText(tally.drifted)} differ`,
    ...(tally.unchecked === 0 ? [] : [say`${numberText(tally.unchecked)} without an answer`]),
  ].join(", ");
}

/** The view as Markdown; home folders as ~. */
export function reconcileMarkdown(
  { title, summary, remarks, agents }: ReconcileView,
  version: string,
): string {
  const groups = stateNames.flatMap((state) => {
    const members = agents.filter((each) => each.state === state);
    if (members.length === 0) return [];
    return [
      `### ${stateText(state).title}: ${numberText(members.length)}`,
      escapedMarkdown(stateText(state).meaning),
      ...byCause(members).flatMap(([{ facts, cause }]) =>
        cause === undefined
          ? []
          : `- ${escapedMarkdown(`${facts}: ${cause.problem} ${cause.advice ?? ""}`.trim())}`,
      ),
      [
        `| ${[say`Id`, say`Name`, say`Line`, say`What is different`].join(" | ")} |`,
        "| --- | --- | --- | --- |",
        ...members.map(
          ({ id, name, line, facts }) =>
            `| ${[id, name, String(line ?? ""), facts].map(tableCell).join(" | ")} |`,
        ),
      ].join("\n"),
    ];
  });
  const parts = [
    `## ${escapedMarkdown(title)}`,
    escapedMarkdown(summary),
    ...remarks.map((remark) => `- ${escapedMarkdown(remark)}`),
    ...groups,
    `Key Poll ${version}`,
  ];
  return withoutHomes(`${parts.join("\n\n")}\n`);
}
