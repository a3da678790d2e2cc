/** One run over files: checks each, shows each, and ends with totals. */

import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { showingAll } from "../../core/lint/settings.ts";
import { ExitCode } from "../exit-code.ts";
import { remarkOn } from "../put-file.ts";
import type { FileResult } from "../report/report.ts";
import { count } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { type Problem, type Result, success } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { acrossOf } from "./across.ts";
import { type Baseline, readBaseline, withoutKnown, writeBaseline } from "./baseline.ts";
import { type CheckedFile, type CheckOptions, checkFile } from "./check-file.ts";
import { exitCodeOf, lintReport } from "./lint-report.ts";
import { type LintViewOptions, openLintView } from "./lint-view.ts";
import { withoutSmallThings } from "./quiet.ts";
import { type SubjectOptions, type Subjects, subjectsOf } from "./subjects.ts";
import type { Target } from "./targets.ts";
import { startThreads, type Threads } from "./threads.ts";

export interface LintRunOptions extends CheckOptions, SubjectOptions, LintViewOptions {
  readonly maxWarnings: number;
  /** Also compare the agents of all files with each other. */
  readonly across?: boolean;
  readonly ignoreUnknown?: boolean;
  /** Known findings, to ignore or to write. */
  readonly baselineFile?: string;
  readonly updateBaseline?: boolean;
  /** Stops between two files, never in the middle of one. */
  readonly signal?: AbortSignal;
}

/** Findings to standard output, problems of the command to standard error. */
export async function lintRun(
  targets: readonly Target[],
  options: LintRunOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const filter = await resultFilter(options);
  if (!filter.ok) {
    terminal.complain(filter.problem);
    return ExitCode.couldNotRun;
  }
  const found = await subjectsOf(targets, options);
  const threads = await startThreads(found.subjects, { ...withAllFindings(options), across: options.across });
  try {
    return await runOver(found, threads, filter.value, options, terminal);
  } finally {
    await threads?.end();
  }
}

async function runOver(
  { subjects, passedOver }: Subjects,
  threads: Threads | undefined,
  filter: Filter,
  options: LintRunOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { settings, maxWarnings, ignoreUnknown, baselineFile, updateBaseline = false, signal } = options;
  const view = openLintView(options, terminal);
  const all = withAllFindings(options);
  const across =
    options.across === true
      ? await acrossOf(subjects, all.settings, (at) => threads?.fingerprints(at))
      : undefined;
  const files: FileResult[] = [];
  const notChecked: { path: string; message: string }[] = [];
  const complain = (path: string, problem: Problem): void => {
    notChecked.push({ path: withoutKeys(path), message: withoutKeys(`${problem.what} ${problem.advice}`) });
    terminal.complain(problem);
  };
  let fixed = 0;
  for (const [at, subject] of subjects.entries()) {
    if (signal?.aborted) return cancelled(subjects.length - at, terminal);
    const checked = await (threads?.take(at) ?? checkFile(subject, all));
    const { name, outcome, problem } = checked;
    if (problem !== undefined) complain(name, problem);
    fixed += checked.fixed;
    sayFixed(checked, terminal);
    if (outcome.state === "not-checked") {
      complain(name, { what: outcome.why, advice: outcome.advice });
      continue;
    }
    const apart = across?.unread.get(name);
    if (apart !== undefined) complain(name, apart);
    const result = filter(across?.added(outcome.result) ?? outcome.result);
    files.push(result);
    if (!updateBaseline) view.onFile(result, checked.diff);
  }
  if (updateBaseline && baselineFile !== undefined) {
    const code = await addToBaseline(baselineFile, files, terminal);
    // If a file could not be checked, the known findings are incomplete and not written.
    return notChecked.length > 0 ? ExitCode.couldNotRun : code;
  }
  const report = lintReport({ settings, files, notChecked, passedOver, ignoreUnknown, fixed, maxWarnings });
  await view.onEnd(report);
  return exitCodeOf(report);
}

/** A baseline needs all findings, however many are shown. */
function withAllFindings(options: LintRunOptions): CheckOptions {
  if (options.baselineFile === undefined) return options;
  return { ...options, settings: showingAll(options.settings) };
}

type Filter = (result: FileResult) => FileResult;

/** What remains of a file's result: without known findings, or without minor ones, as the options say. */
async function resultFilter(options: LintRunOptions): Promise<Result<Filter>> {
  const { baselineFile, updateBaseline = false, quiet = false } = options;
  const known: Result<Baseline | undefined> =
    baselineFile === undefined || updateBaseline ? success(undefined) : await readBaseline(baselineFile);
  if (!known.ok) return known;
  return success((result) => {
    const isNew =
      known.value === undefined || baselineFile === undefined
        ? result
        : withoutKnown(result, known.value, baselineFile);
    return quiet ? withoutSmallThings(isNew) : isNew;
  });
}

async function addToBaseline(
  file: string,
  results: readonly FileResult[],
  terminal: Terminal,
): Promise<ExitCode> {
  if (!(await writeBaseline(file, results, terminal))) return ExitCode.couldNotRun;
  terminal.remark(`${onOneLine(file)} now lists the findings of ${count(results.length, "file")}.`);
  return ExitCode.fine;
}

function cancelled(left: number, terminal: Terminal): ExitCode {
  terminal.remark(`keypoll: Cancelled. ${count(left, "file")} not changed; no file is half written.`);
  return ExitCode.cancelled;
}

function sayFixed({ name, fixed, backup, otherNames = 0 }: CheckedFile, terminal: Terminal): void {
  if (fixed === 0) return;
  terminal.remark(`${onOneLine(name)}: ${fixed} fixed.`);
  remarkOn(name, { backup, otherNames }, terminal);
}
