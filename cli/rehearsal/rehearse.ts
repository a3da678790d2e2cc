/** `keypoll rehearse`: real runs first, then the simulation that is calibrated on them, then the report. */

import { writeFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { endPolling, type Rehearsal, rehearse } from "../../core/poll/index.ts";
import { type Rhythm, type Study, type StudyOptions, studySteps } from "../../core/rehearsal/index.ts";
import { ExitCode } from "../exit-code.ts";
import { whyNot } from "../input.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { RehearsalFormat } from "./format-names.ts";
import { openLiveLine } from "./live-line.ts";
import { progressText } from "./progress-text.ts";
import {
  type RehearsalParts,
  type RehearsedForm,
  rehearsalExitCode,
  rehearsalReport,
} from "./rehearsal-report.ts";
import { readSubject, type Subject, type SubjectFlags } from "./subject.ts";

export interface RehearseOptions extends SubjectFlags {
  readonly agents: number;
  readonly threads: number;
  readonly queueSize: number;
  /** Most runs of the storm, and its seconds; where neither is given, both have defaults. */
  readonly limit?: number;
  readonly duration?: number;
  /** Seconds: see `Rhythm`. */
  readonly retry: number;
  readonly spread: number;
  readonly reload: number;
  /** Numbers of threads that are measured beside the asked one. */
  readonly levels: readonly number[];
  readonly seed: number;
  readonly format: RehearsalFormat;
  readonly output?: string;
}

/** Enough for a calibration, and over soon: what is left is the simulation's. */
export const DEFAULT_LIMIT = 400;
export const DEFAULT_DURATION = 60;

/** The report goes to the terminal or into a file; what is returned is the exit code. */
export async function rehearseCommand(options: RehearseOptions, terminal: Terminal): Promise<ExitCode> {
  const subject = await readSubject(options, terminal);
  if (subject === undefined) return ExitCode.couldNotRun;
  const rhythm: Rhythm = {
    retrySeconds: options.retry,
    spreadSeconds: options.spread,
    reloadSeconds: options.reload,
  };
  const { forms, cancelled } = await rehearseForms(subject, options, rhythm);
  const { agents, threads, queueSize } = options;
  const parts: RehearsalParts = {
    subject: options.subject,
    release: subject.settings.release.id,
    storm: { agents, threads, queueSize, rhythm },
    forms,
    cancelled,
  };
  const report = rehearsalReport(parts);
  const text = await rendered(parts, options, terminal);
  if (!(await written(text, options.output, terminal))) return ExitCode.couldNotRun;
  return rehearsalExitCode(report);
}

async function rehearseForms(
  { forms, requests, known, settings }: Subject,
  options: RehearseOptions,
  rhythm: Rhythm,
): Promise<Pick<RehearsalParts, "forms" | "cancelled">> {
  const { agents, threads, queueSize, levels, seed } = options;
  const isBounded = options.limit !== undefined || options.duration !== undefined;
  const interrupt = onInterrupt();
  const live = openLiveLine();
  const done: RehearsedForm[] = [];
  try {
    for (const { name, target } of forms) {
      const rehearsal: Rehearsal = await rehearse({
        target,
        requests,
        known,
        settings,
        agents,
        threads,
        queueSize,
        rhythm,
        levels,
        limit: isBounded ? options.limit : DEFAULT_LIMIT,
        durationSeconds: isBounded ? options.duration : DEFAULT_DURATION,
        signal: interrupt.signal,
        onProgress: (progress) => live.show(progressText(name, progress)),
      });
      live.show(`${name}: simulating ${agents.toLocaleString("en-US")} agents`);
      const { calibration } = rehearsal;
      const storm = { agents, threads, queueSize, rhythm, seed };
      done.push({
        name,
        rehearsal,
        study:
          calibration === undefined ? undefined : await studied({ calibration, ...storm }, interrupt.signal),
      });
      if (interrupt.signal.aborted) break;
    }
    return { forms: done, cancelled: interrupt.signal.aborted };
  } finally {
    live.clear();
    interrupt.forget();
    await endPolling();
  }
}

/** The study, or undefined where it was cancelled; between two simulations an interrupt is heard. */
async function studied(options: StudyOptions, signal: AbortSignal): Promise<Study | undefined> {
  const steps = studySteps(options);
  while (!signal.aborted) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
  return undefined;
}

async function rendered(
  parts: RehearsalParts,
  { format }: RehearseOptions,
  terminal: Terminal,
): Promise<string> {
  switch (format) {
    case "text":
      return (await import("./rehearsal-text.ts")).rehearsalText(parts, terminal);
    case "json":
      return `${JSON.stringify(rehearsalReport(parts), null, 2)}\n`;
    case "svg":
      return (await import("./rehearsal-svg.ts")).rehearsalSvg(parts);
    case "html":
      return (await import("./rehearsal-html.ts")).rehearsalHtml(parts);
  }
}

/** False where the file could not be written; then the terminal has been told why. */
async function written(text: string, output: string | undefined, terminal: Terminal): Promise<boolean> {
  if (output === undefined || output === "-") {
    terminal.print(text);
    return true;
  }
  try {
    await writeFile(output, text);
    return true;
  } catch (error) {
    const [what, advice] = whyNot(output, error as NodeJS.ErrnoException);
    terminal.complain({ what, advice });
    return false;
  }
}
