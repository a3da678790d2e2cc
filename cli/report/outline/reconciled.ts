/** Agents that were compared with the database, as cases. */

import { docsPage } from "../../../core/lint/rule-page.ts";
import { agentFacts, type ReconcileState, stateNames, states } from "../../../core/reconcile/index.ts";
import type { ReconcileReport } from "../../reconcile/reconcile-report.ts";
import { count } from "../../terminal/number.ts";
import type { Case, Issue, IssueKind, Outline } from "./outline.ts";

export function reconcileOutline(report: ReconcileReport): Outline {
  const { agents, keys, release, ok } = report;
  const cases = agents.map((agent): Case => {
    const { state, id, name = "", line, request, cause } = agent;
    const { title, meaning, result } = states[state];
    const facts = agentFacts(agent);
    const issue: Issue = {
      request,
      rule: kindOf(state),
      severity: "error",
      message: `Agent ${id} ${name}: ${title}${facts === "" ? "" : ` (${facts})`}.${cause === undefined ? "" : ` ${cause.problem}`}`,
      advice: cause?.advice ?? meaning,
      ...(keys === undefined ? {} : { place: { path: keys, ...placeOf(line, id) } }),
    };
    const isFine = result === "fine";
    return {
      name: `${id} ${name}`.trim(),
      ok: isFine,
      broken: result === "unchecked",
      issues: isFine ? [] : [issue],
      output: [`${title}${facts === "" ? "" : `: ${facts}`}`],
    };
  });
  return {
    name: "keypoll reconcile",
    release,
    ok,
    subject: "agent",
    cases: [...cases, whole(report)],
    kinds,
  };
}

/** A state is no rule, and rules on answers have some of the same names. */
function kindOf(state: ReconcileState): string {
  return `reconcile-${state}`;
}

const kinds = new Map(
  stateNames.map((state): [string, IssueKind] => {
    const { title } = states[state];
    return [kindOf(state), { title: `Database: ${title}`, page: docsPage("reconcile"), severity: "error" }];
  }),
);

function placeOf(line: number | undefined, id: string) {
  return line === undefined ? {} : { line, column: 1, endColumn: id.length + 1 };
}

/**
 * All agents together. Those that are equal have no case of their own, and those that were not asked have none at all.
 */
function whole({ subject, totals, stopped, obstacle, keys }: ReconcileReport): Case {
  const said = stateNames.flatMap((state) =>
    totals[state] === 0 ? [] : `${count(totals[state], "agent")} ${states[state].title}`,
  );
  const isStopped = stopped !== undefined && stopped !== "limit";
  const message = obstacle ?? `${count(totals.notAsked, "agent")} not asked.`;
  return {
    name: `all agents of ${keys ?? subject}`,
    ok: !isStopped,
    broken: isStopped,
    issues: isStopped ? [{ rule: "not-checked", severity: "error", message }] : [],
    output: [[...said, `${totals.notAsked} not asked`].join(", ")],
  };
}
