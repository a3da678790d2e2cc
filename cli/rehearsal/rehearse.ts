/** `keypoll rehearse`: real runs first, then the simulation that is calibrated with them, then the report. */

import { KeyMask } from "../../core/lint/mask.ts";
import {
  endPolling,
  type RehearsalProgress,
  type RehearsalSubject,
  rehearseForms,
} from "../../core/poll/index.ts";
import type { Rhythm } from "../../core/rehearsal/index.ts";
import {
  type FormName,
  type RehearsalParts,
  type RehearsalReport,
  rehearsalReport,
} from "../../core/rehearsal/report/index.ts";
import { ExitCode } from "../exit-code.ts";
import { putFile } from "../put-file.ts";
import { tool } from "../report/tool.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import { openLiveLine } from "../terminal/live-line.ts";
import { inThousands } from "../terminal/number.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { RehearsalFormat } from "./format-names.ts";
import { readSubject, type SubjectFlags } from "./subject.ts";

export interface RehearseOptions extends SubjectFlags {
  readonly agents: number;
  readonly threads: number;
  readonly queueSize: number;
  /** Maximum runs of the storm, and its seconds. If neither is given, both have defaults. */
  readonly limit?: number;
  readonly duration?: number;
  /** Seconds: see `Rhythm`. */
  readonly retry: number;
  readonly spread: number;
  readonly reload: number;
  /** Numbers of threads to measure besides the chosen one. */
  readonly levels: readonly number[];
  readonly seed: number;
  readonly format: RehearsalFormat;
  readonly output?: string;
}

/** Writes the report to the terminal or into a file, and returns the exit code. */
export async function rehearseCommand(options: RehearseOptions, terminal: Terminal): Promise<ExitCode> {
  const subject = await readSubject(options, terminal);
  if (subject === undefined) return ExitCode.couldNotRun;
  const rhythm: Rhythm = {
    retrySeconds: options.retry,
    spreadSeconds: options.spread,
    reloadSeconds: options.reload,
  };
  const { forms, cancelled } = await rehearsed(subject, options, rhythm);
  const { agents, threads, queueSize } = options;
  const parts: RehearsalParts = {
    // A command line may contain a key or a password.
    subject: new KeyMask().hide(options.subject),
    release: subject.settings.release.id,
    storm: { agents, threads, queueSize, rhythm },
    forms,
    cancelled,
  };
  const report = rehearsalReport(parts, tool);
  const code = exitCodeOf(report);
  const text = await rendered(parts, code, options, terminal);
  return (await written(text, options.output, terminal)) ? code : ExitCode.couldNotRun;
}

function exitCodeOf({ ok, cancelled, forms }: RehearsalReport): ExitCode {
  if (cancelled) return ExitCode.cancelled;
  if (forms.some(({ obstacle }) => obstacle !== undefined)) return ExitCode.couldNotRun;
  return ok ? ExitCode.fine : ExitCode.findings;
}

async function rehearsed(
  subject: RehearsalSubject,
  options: RehearseOptions,
  rhythm: Rhythm,
): Promise<Pick<RehearsalParts, "forms" | "cancelled">> {
  const interrupt = onInterrupt();
  const live = openLiveLine();
  const agents = inThousands(options.agents);
  try {
    return await rehearseForms({
      ...subject,
      agents: options.agents,
      threads: options.threads,
      queueSize: options.queueSize,
      rhythm,
      levels: options.levels,
      limit: options.limit,
      durationSeconds: options.duration,
      seed: options.seed,
      signal: interrupt.signal,
      onProgress: (form, progress) => live?.show(progressText(form, progress)),
      onSimulate: (form) => live?.show(`${form}: simulating ${agents} agents`),
    });
  } finally {
    live?.clear();
    interrupt.forget();
    await endPolling();
  }
}

async function rendered(
  parts: RehearsalParts,
  code: ExitCode,
  { format }: RehearseOptions,
  terminal: Terminal,
): Promise<string> {
  switch (format) {
    case "text":
      return (await import("./rehearsal-text.ts")).rehearsalText(parts, code, terminal);
    case "json":
      return `${JSON.stringify(rehearsalReport(parts, tool), null, 2)}\n`;
    case "svg":
      return (await import("./rehearsal-svg.ts")).rehearsalSvg(parts);
    case "html":
      return (await import("../../core/rehearsal/page/index.ts")).rehearsalHtml(parts);
  }
}

/** False if the file could not be written; the terminal has then shown why. */
async function written(text: string, output: string | undefined, terminal: Terminal): Promise<boolean> {
  if (output === undefined || output === "-") {
    terminal.print(text);
    return true;
  }
  return await putFile(output, text, { backup: false, mode: 0o666 }, terminal);
}

function progressText(form: FormName, progress: RehearsalProgress): string {
  const { stage, threads, runs, limit, agents, registered, ratePerSecond, elapsedMs } = progress;
  const seconds = (elapsedMs / 1000).toFixed(0);
  const rate = `${ratePerSecond.toFixed(1)} a second`;
  if (stage === "level") return `${form}: calibrating with ${threads} threads: ${runs} runs, ${rate}`;
  const { waiting, discardedFull } = progress;
  const most = limit === undefined ? "" : ` of ${limit}`;
  const figures = [
    `${runs}${most} runs`,
    rate,
    `${agents - registered} agents left`,
    `${waiting} wait`,
    `${discardedFull} discarded`,
    `${seconds} s`,
  ];
  return `${form}: ${figures.join(", ")}`;
}
