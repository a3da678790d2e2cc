/** `keypoll test`: asks a script or a daemon as the manager would, and says what the manager would do. */

import { endPolling } from "../../core/poll/index.ts";
import { ExitCode } from "../exit-code.ts";
import type { PollReport } from "../report/poll-report.ts";
import type { DaemonFacts } from "../report/run-facts.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import type { Problem } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { comparePolls } from "./compare-polls.ts";
import { openDaemon } from "./daemon.ts";
import { makePolls } from "./make-polls.ts";
import { exitCodeOf, pollReport } from "./poll-report.ts";
import { openPollView } from "./poll-view.ts";
import { openRaw } from "./raw-output.ts";
import { readPlan, type TestFlags, type TestPlan } from "./test-plan.ts";
import { tortureScript } from "./torture-script.ts";

/** The verdicts go to the terminal; what is returned is the exit code. */
export async function testScript(flags: TestFlags, terminal: Terminal): Promise<ExitCode> {
  const plan = await readPlan(flags);
  if (!plan.ok) return refuse(plan.problem, terminal);
  for (const remark of plan.value.remarks) terminal.remark(remark);
  const interrupt = onInterrupt();
  try {
    return flags.torture === true
      ? await tortureScript(flags, plan.value, { terminal, signal: interrupt.signal })
      : await testPlan(flags, plan.value, { terminal, signal: interrupt.signal });
  } finally {
    interrupt.forget();
    await endPolling();
  }
}

export interface TestStage {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

async function testPlan(
  flags: TestFlags,
  plan: TestPlan,
  { terminal, signal }: TestStage,
): Promise<ExitCode> {
  const raw = openRaw(flags.raw);
  if (!raw.ok) return refuse(raw.problem, terminal);
  const daemon = flags.start === undefined ? undefined : await openDaemon(flags.start, plan, signal);
  if (daemon?.ok === false) {
    if (signal.aborted) return ExitCode.cancelled;
    return refuse(daemon.problem, terminal);
  }
  const view = openPollView(flags, terminal);
  view.onBegin(plan.config);
  let facts: DaemonFacts | undefined;
  let made: Awaited<ReturnType<typeof makePolls>>;
  try {
    const options = { signal, raw: raw.value, onStart: view.onStart, onPoll: view.onPoll };
    made = await (flags.compare === true ? comparePolls : makePolls)(plan, options);
  } finally {
    facts = await daemon?.value.stop();
  }
  const report = pollReport({
    command: "test",
    release: plan.settings.release.id,
    ...made,
    ...(plan.config === undefined ? {} : { config: plan.config }),
    ...(made.socket === undefined
      ? {}
      : { socket: { ...made.socket, ...(facts === undefined ? {} : { daemon: facts }) } }),
  });
  await view.onEnd(report);
  return endOf(report, raw.value.problem(), terminal);
}

function endOf(report: PollReport, problem: Problem | undefined, terminal: Terminal): ExitCode {
  return problem === undefined ? exitCodeOf(report) : refuse(problem, terminal);
}

function refuse(problem: Problem, terminal: Terminal): ExitCode {
  terminal.complain(problem);
  return ExitCode.couldNotRun;
}
