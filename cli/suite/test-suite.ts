/** `keypoll test SUITE`: runs a suite, and reports which samples were as expected. */

import { SameCauses } from "../../core/lint/answer/index.ts";
import { endPolling } from "../../core/poll/index.ts";
import type { SuiteReading } from "../../core/suite/index.ts";
import { ExitCode } from "../exit-code.ts";
import { inOrder } from "../in-order.ts";
import type { FormatName } from "../report/format-names.ts";
import { renderReport } from "../report/formats.ts";
import type { PollResult } from "../report/poll-report.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import { openProgress } from "../terminal/progress.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { coverageReport, putLcov } from "./coverage-report.ts";
import { readSuiteFile } from "./load-suite.ts";
import { pollEngine, registrationEngine } from "./suite-engine.ts";
import { type SampleReport, suiteExitCode, suiteReport } from "./suite-report.ts";
import { sampleBlock, suiteSummary } from "./suite-text.ts";

export interface TestSuiteOptions {
  /** The suite's file. */
  readonly suite: string;
  /** Only samples that have one of these. Empty means all. */
  readonly tags: readonly string[];
  /** Number of concurrent samples. */
  readonly jobs?: number;
  readonly format: FormatName;
  readonly verbose?: boolean;
  /** Say which lines of the script no sample ran. */
  readonly coverage?: boolean;
  /** The same as lcov, into this file. */
  readonly lcov?: string;
}

/** Prints the results and returns the exit code. */
export async function testSuite(options: TestSuiteOptions, terminal: Terminal): Promise<ExitCode> {
  const { suite, tags, jobs = 1, format, verbose = false, lcov } = options;
  const reading = await readSuiteFile(suite, terminal);
  if (reading === undefined) return ExitCode.couldNotRun;
  const chosen = [...reading.suite.samples.entries()].flatMap(([index, sample]) =>
    tags.length === 0 || sample.tags.some((tag) => tags.includes(tag)) ? [index] : [],
  );
  if (chosen.length === 0) {
    const what =
      tags.length === 0 ? "The suite has no samples." : `No sample has the tag ${tags.join(" or ")}.`;
    terminal.complain({ what, advice: "Add a sample, or check the spelling of the tag." });
    return ExitCode.couldNotRun;
  }
  const engine =
    reading.kind === "registration"
      ? registrationEngine(reading.suite, suite)
      : await pollEngine(reading.suite, suite, terminal);
  if (engine === undefined) return ExitCode.couldNotRun;
  const { remarks, release } = engine;
  for (const remark of remarks) terminal.remark(remark);
  const look = { ...terminal, verbose };
  const print = (lines: readonly string[]): void => {
    if (format === "text" && lines.length > 0) terminal.print(`${lines.join("\n")}\n`);
  };
  const interrupt = onInterrupt();
  const progress = openProgress();
  const samples: SampleReport[] = [];
  const causes = new SameCauses<PollResult>();
  const show = inOrder(chosen, (sample: SampleReport) => {
    samples.push(sample);
    const { state, poll } = sample;
    const first =
      verbose || state === "passed" || poll === undefined ? undefined : causes.firstLike(poll, poll);
    print(sampleBlock(sample, { suite, first }, look));
  });
  try {
    const wanted = options.coverage === true || lcov !== undefined;
    const coverage = await engine.run({
      coverage: wanted,
      samples: chosen,
      concurrency: jobs,
      signal: interrupt.signal,
      onStart: (what) => progress.start(what),
      onResult: (index, report) => {
        progress.stop();
        show.add(index, report);
      },
    });
    const report = suiteReport({
      suite,
      release,
      remarks,
      samples,
      cancelled: interrupt.signal.aborted,
      coverage: coverage && coverageReport(coverage, (sample) => nameOf(reading, sample)),
    });
    if (format === "text") print(suiteSummary(report, look));
    else terminal.print(await renderReport(report, format));
    const isWritten =
      lcov === undefined || coverage === undefined || (await putLcov(lcov, coverage, terminal));
    return isWritten ? suiteExitCode(report) : ExitCode.couldNotRun;
  } finally {
    progress.stop();
    interrupt.forget();
    await endPolling();
  }
}

/** How a sample is called in the suite. */
function nameOf({ suite }: Exclude<SuiteReading, { readonly kind: "broken" }>, sample: number): string {
  const found = suite.samples[sample];
  if (found === undefined) return "";
  return "request" in found ? found.request : found.name;
}
