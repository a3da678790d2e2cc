/** `keypoll test --torture`: the hostile requests, and the result of each case. */

import { didYouMean } from "../../core/lint/nearest.ts";
import { datagramOf, textFromBytes } from "../../core/manager/index.ts";
import { endText, type TortureResult, torture, tortureCasesFor } from "../../core/poll/index.ts";
import { ExitCode } from "../exit-code.ts";
import { renderReport } from "../report/formats.ts";
import type { TortureFacts, TortureReport } from "../report/poll-report.ts";
import type { SocketFacts } from "../report/run-facts.ts";
import { tool } from "../report/tool.ts";
import { exitLine } from "../terminal/exit-line.ts";
import type { Look } from "../terminal/look.ts";
import { count } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { openProgress } from "../terminal/progress.ts";
import { withDaemon } from "./daemon.ts";
import { aboutScript, aboutSocket } from "./make-polls.ts";
import { isFineConfig } from "./poll-report.ts";
import { requestsOf, type TestFlags, type TestPlan, type TestStage } from "./test-plan.ts";
import { tortureHead, tortureRow, tortureSummary } from "./torture-text.ts";

/** Adds a row to the table as each case ends. Returns the exit code. */
export async function torturePlan(
  flags: TestFlags,
  plan: TestPlan,
  { terminal, signal }: TestStage,
): Promise<ExitCode> {
  const names = tortureCasesFor(plan.target).map(({ name }) => name);
  const unknown = flags.case.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    terminal.complain({
      what: `There is no torture case "${unknown}"${plan.target.socketPath === undefined ? "" : " for a socket"}.${didYouMean(unknown, names)}`,
      advice: `Known cases: ${names.join(", ")}.`,
    });
    return ExitCode.couldNotRun;
  }
  const print = (lines: readonly string[]): void => {
    if (flags.format === "text") terminal.print(`${lines.join("\n")}\n`);
  };
  const wanted = names.filter((name) => flags.case.length === 0 || flags.case.includes(name));
  const done = await withDaemon(flags, plan, signal, () => {
    print(tortureHead(plan, terminal));
    const onResult = (result: TortureResult): void => print(tortureRow(tortureFacts(result), terminal));
    return tortured(plan, { only: wanted, rowLength: flags.repeat, signal, onResult });
  });
  if (!done.ok) {
    if (signal.aborted) return ExitCode.cancelled;
    terminal.complain(done.problem);
    return ExitCode.couldNotRun;
  }
  const { value: results, daemon } = done.value;
  const facts = { ...aboutSocket(plan, daemon), wanted, cancelled: signal.aborted };
  const report = tortureReport(results, plan, facts);
  const isObstructed = results[0]?.asked[0]?.asking?.obstacle !== undefined;
  const code = exitCodeOf(report, isObstructed);
  if (flags.format === "text") {
    print([...tortureSummary(report, terminal, flags.verbose === true), ...endLine(report, code, terminal)]);
  } else terminal.print(await renderReport(report, flags.format));
  return code;
}

/** `isObstructed` is true if not even the first request could be made. */
function exitCodeOf({ ok, cancelled }: TortureReport, isObstructed: boolean): ExitCode {
  if (cancelled) return ExitCode.cancelled;
  if (isObstructed) return ExitCode.couldNotRun;
  return ok ? ExitCode.fine : ExitCode.findings;
}

/** Why the exit code is not 0. */
function endLine({ cancelled, totals, notRun, config }: TortureReport, code: ExitCode, look: Look): string[] {
  if (cancelled || code === ExitCode.fine) return [];
  const reasons = [
    ...(totals.broken > 0 ? [`${count(totals.broken, "case")} failed`] : []),
    ...(totals.notChecked > 0 ? [`${count(totals.notChecked, "case")} not checked`] : []),
    ...(notRun.length > 0 ? [`${count(notRun.length, "case")} not run`] : []),
    ...(isFineConfig(config) ? [] : [`what is said about ${onOneLine(config?.path ?? "")}`]),
  ];
  return exitLine(code, reasons, look);
}

interface TortureCall {
  readonly only: readonly string[];
  readonly rowLength: number | undefined;
  readonly signal: AbortSignal;
  readonly onResult: (result: TortureResult) => void;
}

/** Runs the cases, and shows the progress. */
async function tortured(plan: TestPlan, call: TortureCall): Promise<readonly TortureResult[]> {
  const { target, settings, known } = plan;
  const progress = openProgress();
  progress.start(`torture: ${call.only[0]}`);
  const results = await torture({
    ...target,
    ...call,
    settings,
    known,
    hits: requestsOf(plan),
    onResult: (result, { done, total }) => {
      progress.stop();
      call.onResult(result);
      if (done < total) progress.start(`torture, case ${done + 1} of ${total}: ${call.only[done]}`);
    },
  });
  progress.stop();
  return results;
}

interface Around {
  readonly socket?: SocketFacts;
  /** The cases to run. */
  readonly wanted: readonly string[];
  readonly cancelled: boolean;
}

function tortureReport(
  results: readonly TortureResult[],
  plan: TestPlan,
  { socket, wanted, cancelled }: Around,
): TortureReport {
  const cases = results.map(tortureFacts);
  const count = (verdict: TortureFacts["verdict"]): number =>
    cases.filter((each) => each.verdict === verdict).length;
  const held = count("held");
  const run = results.flatMap(({ asked }) => asked).find(({ asking }) => asking?.run !== undefined)
    ?.asking?.run;
  return {
    tool,
    command: "test-torture",
    release: plan.settings.release.id,
    ok: held === wanted.length && socket?.daemon?.end === undefined && isFineConfig(plan.config),
    ...(run === undefined ? {} : aboutScript(run, plan)),
    ...(socket === undefined ? {} : { socket }),
    ...(plan.config === undefined ? {} : { config: plan.config }),
    cases,
    notRun: wanted.filter((name) => cases.every((each) => each.name !== name)),
    cancelled,
    totals: { cases: cases.length, held, broken: count("broken"), notChecked: count("not-checked") },
  };
}

function tortureFacts({ name, verdict, mustHold, message, why, asked }: TortureResult): TortureFacts {
  const requests = asked.map(({ request }) => textFromBytes(datagramOf(request)));
  const came = asked.map(({ outcome }) => endText(outcome.verdict));
  const seen = [...new Set(came)].map((what) => ({ what, times: came.filter((end) => end === what).length }));
  return {
    name,
    verdict,
    asked: [...new Set(requests)],
    expected: mustHold,
    seen: seen.toSorted((a, b) => b.times - a.times),
    ...(message === undefined ? {} : { message }),
    why,
    durationMs: Math.round(asked.reduce((sum, { asking }) => sum + (asking?.durationMs ?? 0), 0)),
  };
}
