/** The result of `keypoll reconcile`, from which every output is made. */

import type { Reconciled } from "../../core/poll/index.ts";
import {
  type AgentResult,
  byCause,
  type Cause,
  type ReconcileState,
  type ReconcileTotals,
} from "../../core/reconcile/index.ts";
import { ExitCode } from "../exit-code.ts";
import type { ReportHead } from "../report/report.ts";
import { tool } from "../report/tool.ts";

export interface ReconcileReport extends ReportHead {
  readonly command: "reconcile";
  /** What was asked. Keys are masked. */
  readonly subject: string;
  /** The client.keys. Left out if there was none. */
  readonly keys?: string;
  /** Number of concurrent requests. */
  readonly threads: number;
  /** In the order of the file, then of the ids: those that are not equal, or those of the chosen states. */
  readonly agents: readonly AgentResult[];
  readonly totals: ReconcileTotals;
  /** Why not all were asked. */
  readonly stopped?: "cancelled" | "limit" | "failures" | "obstacle";
  /** Set if the run could not ask: what happened, why, and what to do. */
  readonly obstacle?: string;
  readonly durationMs: number;
  /** The file that was written. */
  readonly written?: {
    readonly path: string;
    readonly agents: number;
    readonly changed: number;
    readonly refused: number;
  };
}

export interface ReconcileParts {
  readonly release: string;
  readonly subject: string;
  readonly keys: string | undefined;
  readonly threads: number;
  readonly only: readonly ReconcileState[];
  readonly done: Reconciled;
  readonly durationMs: number;
}

export function reconcileReport(parts: ReconcileParts): ReconcileReport {
  const { release, subject, keys, threads, only, done, durationMs } = parts;
  const { tally, stop } = done;
  const chosen = tally.others().filter(({ result }) => only.length === 0 || only.includes(result.state));
  const isWhole = stop === undefined || stop.kind === "limit";
  return {
    tool,
    command: "reconcile",
    release,
    ok: isWhole && tally.drifted === 0 && tally.unchecked === 0,
    subject,
    ...(keys === undefined ? {} : { keys }),
    threads,
    agents: chosen.map(({ result }) => result),
    totals: tally.totals(),
    ...(stop === undefined ? {} : { stopped: stop.kind }),
    ...(stop?.kind === "obstacle" ? { obstacle: stop.message } : {}),
    durationMs: Math.round(durationMs),
  };
}

/** A cause in the form for programs, with the ids of its agents. */
interface ExplainedCause extends Cause {
  readonly state: ReconcileState;
  readonly why: string;
  readonly agents: readonly string[];
}

/** The form for programs: a cause appears once, and not at each of its agents. */
export function withCausesOnce({ agents, ...report }: ReconcileReport) {
  const causes = byCause(agents).flatMap((alike): ExplainedCause[] => {
    const [{ state, why = "", cause }] = alike;
    return cause === undefined ? [] : [{ state, why, ...cause, agents: alike.map(({ id }) => id) }];
  });
  return { ...report, agents: agents.map(withoutCause), causes };
}

export function withoutCause({ cause: _told, ...agent }: AgentResult): Omit<AgentResult, "cause"> {
  return agent;
}

/** An incomplete check outweighs what was found. */
export function reconcileExitCode({ ok, stopped, totals }: ReconcileReport): ExitCode {
  if (stopped === "cancelled") return ExitCode.cancelled;
  if (stopped === "obstacle" || stopped === "failures" || totals["no-answer"] > 0)
    return ExitCode.couldNotRun;
  return ok ? ExitCode.fine : ExitCode.findings;
}
