/**
 * `keypoll reconcile`: compares every agent of a client.keys with the database, through the script that the manager
 * would call.
 */

import { endPolling, type Reconciled, reconcile } from "../../core/poll/index.ts";
import {
  type AgentResult,
  paceOf,
  type ReconcileState,
  seedOf,
  type Tally,
} from "../../core/reconcile/index.ts";
import { changeKeyFile } from "../agent/key-file.ts";
import { ExitCode } from "../exit-code.ts";
import { inOrder } from "../in-order.ts";
import { renderReport } from "../report/formats.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import { openLiveLine } from "../terminal/live-line.ts";
import { onOneLine } from "../terminal/printable.ts";
import type { Problem } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { ReconcileFormat } from "./format-names.ts";
import { type Journal, openJournal } from "./journal-file.ts";
import { type PlanFlags, type ReconcilePlan, readPlan } from "./plan.ts";
import {
  type ReconcileReport,
  reconcileExitCode,
  reconcileReport,
  withCausesOnce,
} from "./reconcile-report.ts";
import { progressText, reconcileText } from "./reconcile-text.ts";
import { rowFormats } from "./rows.ts";

export interface ReconcileFlags extends PlanFlags {
  readonly limit?: number;
  readonly maxFailures: number;
  readonly resume?: string;
  readonly write?: string;
  readonly evenIfRunning?: boolean;
  readonly format: ReconcileFormat;
}

/** Prints the results and returns the exit code. */
export async function reconcileCommand(flags: ReconcileFlags, terminal: Terminal): Promise<ExitCode> {
  const refuse = (problem: Problem): ExitCode => {
    terminal.complain(problem);
    return ExitCode.couldNotRun;
  };
  if (flags.only.includes("equal") && !isRowFormat(flags.format)) return refuse(equalAgents(flags.format));
  const plan = await readPlan(flags, terminal);
  if (plan === undefined) return ExitCode.couldNotRun;
  if (!plan.ok) return refuse(plan.problem);
  for (const remark of plan.value.remarks) terminal.remark(remark);
  const { roll, mark, settings, subject, keys, threads } = plan.value;
  const journal = await openJournal(flags.resume, mark, roll.size, flags.write !== undefined);
  if (!journal.ok) return refuse(journal.problem);
  const begun = performance.now();
  const done = await asked(flags, plan.value, journal.value, terminal);
  const parts = { release: settings.release.id, subject, keys, threads, only: flags.only, done };
  const report = reconcileReport({ ...parts, durationMs: performance.now() - begun });
  const written = await write(flags, plan.value, done, report, terminal);
  // The results are kept until the file is written.
  const isMissing = flags.write !== undefined && written === undefined;
  const problem = await journal.value.close(!isMissing);
  await show(written === undefined ? report : { ...report, written }, flags, terminal);
  if (problem !== undefined) return refuse(problem);
  if (report.stopped === "cancelled") goOn(flags, terminal);
  const code = reconcileExitCode(report);
  return isMissing && code !== ExitCode.cancelled ? ExitCode.couldNotRun : code;
}

async function asked(
  flags: ReconcileFlags,
  plan: ReconcilePlan,
  journal: Journal,
  terminal: Terminal,
): Promise<Reconciled> {
  const { limit, maxFailures, write: seed } = flags;
  const interrupt = onInterrupt();
  const live = openLiveLine();
  const rows = openRows(flags, journal.tally, terminal);
  const before = journal.tally.asked;
  const begun = performance.now();
  let shown = 0;
  const progress = (tally: Tally): void => {
    const now = performance.now();
    if (live === undefined || now - shown < 100) return;
    shown = now;
    live.show(progressText(paceOf(tally.asked, tally.agents, before, now - begun), tally));
  };
  try {
    return await reconcile({
      ...plan,
      tally: journal.tally,
      limit,
      maxFailures: maxFailures === 0 ? undefined : maxFailures,
      keepsAnswers: seed !== undefined,
      signal: interrupt.signal,
      onResult: (place, result, tally) => {
        rows.add(place, result);
        progress(tally);
        journal.note();
      },
    });
  } finally {
    rows.flush();
    live?.clear();
    interrupt.forget();
    await endPolling();
  }
}

/** Formats with one line for each agent are written during the run. Earlier results come first. */
function openRows({ format, only }: ReconcileFlags, tally: Tally, terminal: Terminal) {
  if (!isRowFormat(format)) return { add: () => {}, flush: () => {} };
  const { head, row } = rowFormats[format];
  if (head !== "") terminal.print(head);
  const isChosen = ({ state }: AgentResult): boolean => isListed(state, only);
  for (const { result } of tally.others()) if (isChosen(result)) terminal.print(row(result));
  const places = Array.from({ length: tally.agents }, (_, place) => place).filter(
    (place) => !tally.has(place),
  );
  return inOrder<AgentResult>(places, (result) => {
    if (isChosen(result)) terminal.print(row(result));
  });
}

function isRowFormat(format: ReconcileFormat): format is keyof typeof rowFormats {
  return format in rowFormats;
}

function equalAgents(format: ReconcileFormat): Problem {
  return {
    what: `--only equal has no list in the format ${format}, which counts equal agents and does not keep them.`,
    advice: "Add --format ndjson or --format csv.",
  };
}

function isListed(state: ReconcileState, only: readonly ReconcileState[]): boolean {
  return only.length === 0 ? state !== "equal" : only.includes(state);
}

/** Only a complete check is written: a file with an agent that could not be checked would look complete. */
async function write(
  { write: path, evenIfRunning = false }: ReconcileFlags,
  { roll, settings }: ReconcilePlan,
  { answers }: Reconciled,
  { totals, stopped }: ReconcileReport,
  terminal: Terminal,
): Promise<ReconcileReport["written"]> {
  if (path === undefined) return undefined;
  const open = totals.notAsked + totals["no-answer"];
  if (open > 0) {
    if (stopped === "cancelled") return undefined;
    terminal.complain({
      what: `${onOneLine(path)} was not written: ${open} of ${totals.agents} agents were not checked.`,
      advice: "Ask for all agents, and make sure that each gets an answer.",
    });
    return undefined;
  }
  const seed = seedOf(roll.known, answers, settings);
  if (seed === undefined) {
    terminal.complain({
      what: `${onOneLine(path)} was not written: the manager would read some of its records differently from what it wrote.`,
      advice: "Find the agents that would not register, and fix them in the database.",
    });
    return undefined;
  }
  const code = await changeKeyFile({ keys: path, evenIfRunning }, () => seed.text, terminal);
  if (code !== ExitCode.fine) return undefined;
  const { agents, changed, refused } = seed;
  return { path, agents, changed, refused };
}

async function show(
  report: ReconcileReport,
  { format, only }: ReconcileFlags,
  terminal: Terminal,
): Promise<void> {
  switch (format) {
    case "text":
      return terminal.print(`${reconcileText(report, only, terminal).join("\n")}\n`);
    case "ndjson":
    case "csv":
      return terminal.print(rowFormats[format].end(report));
    case "json":
      return terminal.print(`${JSON.stringify(withCausesOnce(report), null, 2)}\n`);
    default:
      return terminal.print(await renderReport(report, format));
  }
}

function goOn({ resume }: ReconcileFlags, terminal: Terminal): void {
  terminal.remark(
    resume === undefined
      ? "With --resume FILE a run can continue where it was cancelled."
      : `The same command continues from here; ${resume} stores the progress.`,
  );
}
