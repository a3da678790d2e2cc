/** `keypoll test`: asks a script or a daemon as the manager would, and reports what the manager would do. */

import { endPolling } from "../../core/poll/index.ts";
import { ExitCode } from "../exit-code.ts";
import type { PollReport } from "../report/poll-report.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import type { Problem } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { comparePolls } from "./compare-polls.ts";
import { withDaemon } from "./daemon.ts";
import { aboutSocket, makePolls } from "./make-polls.ts";
import { exitCodeOf, pollReport } from "./poll-report.ts";
import { openPollView } from "./poll-view.ts";
import { openRaw } from "./raw-output.ts";
import { readPlan, type TestFlags, type TestPlan, type TestStage } from "./test-plan.ts";
import { torturePlan } from "./torture-plan.ts";

/** Prints the verdicts and returns the exit code. */
export async function testScript(flags: TestFlags, terminal: Terminal): Promise<ExitCode> {
  const plan = await readPlan(flags);
  if (!plan.ok) return refuse(plan.problem, terminal);
  for (const remark of plan.value.remarks) terminal.remark(remark);
  const interrupt = onInterrupt();
  try {
    const stage = { terminal, signal: interrupt.signal };
    return await (flags.torture === true ? torturePlan : testPlan)(flags, plan.value, stage);
  } finally {
    interrupt.forget();
    await endPolling();
  }
}

async function testPlan(
  flags: TestFlags,
  plan: TestPlan,
  { terminal, signal }: TestStage,
): Promise<ExitCode> {
  const raw = openRaw(flags.raw);
  if (!raw.ok) return refuse(raw.problem, terminal);
  const view = openPollView(flags, terminal);
  const options = { signal, raw: raw.value, onStart: view.onStart, onPoll: view.onPoll };
  const done = await withDaemon(flags, plan, signal, () => {
    view.onBegin(plan.config);
    return (flags.compare === true ? comparePolls : makePolls)(plan, options);
  });
  if (!done.ok) return signal.aborted ? ExitCode.cancelled : refuse(done.problem, terminal);
  const { value: made, daemon } = done.value;
  const report = pollReport({
    command: "test",
    release: plan.settings.release.id,
    ...made,
    ...(plan.config === undefined ? {} : { config: plan.config }),
    ...aboutSocket(plan, daemon),
  });
  await view.onEnd(report);
  return endOf(report, await raw.value.problem(), terminal);
}

function endOf(report: PollReport, problem: Problem | undefined, terminal: Terminal): ExitCode {
  return problem === undefined ? exitCodeOf(report) : refuse(problem, terminal);
}

function refuse(problem: Problem, terminal: Terminal): ExitCode {
  terminal.complain(problem);
  return ExitCode.couldNotRun;
}
