/** `keypoll test --torture`: the battery of hostile requests, and what came of each case. */

import { datagramOf, textFromBytes } from "../../core/manager/index.ts";
import { ends, type PollRun, type TortureResult, torture, tortureCases } from "../../core/poll/index.ts";
import { ExitCode } from "../exit-code.ts";
import { renderReport } from "../report/formats.ts";
import type { TortureFacts, TortureReport } from "../report/poll-report.ts";
import { tool } from "../report/tool.ts";
import { openProgress } from "../terminal/progress.ts";
import { aboutScript } from "./make-polls.ts";
import { isFineConfig } from "./poll-report.ts";
import { requestsOf, type TestFlags, type TestPlan } from "./test-plan.ts";
import type { TestStage } from "./test-script.ts";
import { tortureHead, tortureRow, tortureSummary } from "./torture-text.ts";

/** The table grows as the cases come to their ends; what is returned is the exit code. */
export async function tortureScript(
  flags: TestFlags,
  plan: TestPlan,
  { terminal, signal }: TestStage,
): Promise<ExitCode> {
  const unknown = flags.case.find((name) => tortureCases.every((each) => each.name !== name));
  if (unknown !== undefined) {
    terminal.complain({
      what: `There is no torture case "${unknown}".`,
      advice: `Known cases: ${tortureCases.map(({ name }) => name).join(", ")}.`,
    });
    return ExitCode.couldNotRun;
  }
  const { target, settings, known } = plan;
  const print = (lines: readonly string[]): void => {
    if (flags.format === "text") terminal.print(`${lines.join("\n")}\n`);
  };
  const wanted = tortureCases.map(({ name }) => name).filter((name) => isWanted(name, flags));
  print(tortureHead(plan, terminal));
  const progress = openProgress();
  progress.start(`torture: ${wanted[0]}`);
  const results = await torture({
    ...target,
    settings,
    known,
    hits: requestsOf(plan),
    rowLength: flags.repeat,
    only: wanted,
    signal,
    onResult: (result, { done, total }) => {
      progress.stop();
      print(tortureRow(tortureFacts(result), terminal));
      if (done < total) progress.start(`torture, case ${done + 1} of ${total}: ${wanted[done]}`);
    },
  });
  progress.stop();
  const report = tortureReport(results, wanted, plan, signal.aborted);
  if (flags.format === "text") print(tortureSummary(report, terminal, flags.verbose === true));
  else terminal.print(await renderReport(report, flags.format));
  if (report.cancelled) return ExitCode.cancelled;
  if (firstRun(results)?.obstacle !== undefined) return ExitCode.couldNotRun;
  return report.ok ? ExitCode.fine : ExitCode.findings;
}

function isWanted(name: string, flags: TestFlags): boolean {
  return flags.case.length === 0 || flags.case.includes(name);
}

function tortureReport(
  results: readonly TortureResult[],
  wanted: readonly string[],
  plan: TestPlan,
  cancelled: boolean,
): TortureReport {
  const cases = results.map(tortureFacts);
  const count = (verdict: TortureFacts["verdict"]): number =>
    cases.filter((each) => each.verdict === verdict).length;
  const held = count("held");
  const run = firstRun(results);
  return {
    tool,
    command: "test-torture",
    release: plan.settings.release.id,
    ok: held === wanted.length && isFineConfig(plan.config),
    ...(run === undefined ? {} : aboutScript(run, plan)),
    ...(plan.config === undefined ? {} : { config: plan.config }),
    cases,
    notRun: wanted.filter((name) => cases.every((each) => each.name !== name)),
    cancelled,
    totals: { cases: cases.length, held, broken: count("broken"), notChecked: count("not-checked") },
  };
}

function firstRun(results: readonly TortureResult[]): PollRun | undefined {
  return results.flatMap(({ asked }) => asked).find(({ run }) => run !== undefined)?.run;
}

function tortureFacts({ name, verdict, mustHold, message, why, asked }: TortureResult): TortureFacts {
  const requests = asked.map(({ request }) => textFromBytes(datagramOf(request)));
  const came = asked.map(({ outcome }) => ends[outcome.verdict]);
  const seen = [...new Set(came)].map((what) => ({ what, times: came.filter((end) => end === what).length }));
  return {
    name,
    verdict,
    asked: [...new Set(requests)],
    expected: mustHold,
    seen: seen.toSorted((a, b) => b.times - a.times),
    ...(message === undefined ? {} : { message }),
    why,
    durationMs: Math.round(asked.reduce((sum, { run }) => sum + (run?.durationMs ?? 0), 0)),
  };
}
