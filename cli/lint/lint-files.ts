/** `keypoll lint`: checks files and reports what the manager would do with them. */

import type { FileKind } from "../../core/documents/index.ts";
import { type ConfigFlags, readConfig } from "../config/config.ts";
import { ExitCode } from "../exit-code.ts";
import { STANDARD_INPUT } from "../input.ts";
import type { LintFormat } from "../report/format-names.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import type { Problem } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { gateFile } from "./gate.ts";
import { type LintRunOptions, lintRun } from "./lint-run.ts";
import { type LintFlags, lintSettings } from "./lint-settings.ts";
import { findTargets, type Target } from "./targets.ts";
import { onChange } from "./watch.ts";

export interface LintOptions extends LintFlags, ConfigFlags {
  /** Files, folders and patterns; `-` is standard input. */
  readonly paths: readonly string[];
  readonly format: LintFormat;
  readonly stdinFilename: string;
  /** The kind of the named files, whatever they look like. */
  readonly as?: FileKind;
  /** Ignore files of an unknown kind even if they are named. */
  readonly ignoreUnknown?: boolean;
  readonly fix?: boolean;
  /** Path of a file with known findings. */
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly watch?: boolean;
  /** Also compare the agents of all files with each other. */
  readonly across?: boolean;
  readonly dryRun?: boolean;
  /** Leave out findings that are neither an error nor a warning. */
  readonly quiet?: boolean;
  /** Number of warnings that are allowed. */
  readonly maxWarnings: number;
  /** The file is a new client.keys that will replace another one. */
  readonly gate?: boolean;
  readonly against?: string;
  readonly install?: string;
  readonly allow: readonly string[];
  readonly evenIfRunning?: boolean;
  readonly new?: boolean;
}

/** Prints the findings and returns the exit code. A file that cannot be read does not stop the check of the others. */
export async function lintFiles(options: LintOptions, terminal: Terminal): Promise<ExitCode> {
  const refuse = (problem: Problem): ExitCode => {
    terminal.complain(problem);
    return ExitCode.couldNotRun;
  };
  if (options.dryRun && !options.fix) return refuse(DRY_RUN_OF_NOTHING);
  const config = await readConfig(options);
  if (!config.ok) return refuse(config.problem);
  const settings = await lintSettings(options, config.value);
  if (!settings.ok) return refuse(settings.problem);
  if (options.gate) {
    const [file, ...others] = options.paths;
    if (file === undefined || others.length > 0) return refuse(NOT_ONE_FILE);
    return gateFile(file, { ...options, settings: settings.value }, terminal);
  }
  const paths = options.paths.length > 0 ? options.paths : config.value.files;
  if (paths.length === 0) return refuse(NOTHING_TO_CHECK);
  if (options.across && options.fix) return refuse(ACROSS_MENDS_NOTHING);
  const targets = await findTargets(paths, options);
  if (!targets.ok) return refuse(targets.problem);
  if (options.fix && targets.value.some(({ path }) => path === STANDARD_INPUT)) return refuse(NOT_FIXABLE);
  const { baseline, ...others } = options;
  if (options.updateBaseline && baseline === undefined) return refuse(NO_BASELINE);
  const run: LintRunOptions = {
    ...others,
    settings: settings.value,
    ...(baseline === undefined ? {} : { baselineFile: baseline }),
  };
  if (options.watch) return lintOnChange(targets.value, run, terminal);
  return options.fix ? lintToTheEnd(targets.value, run, terminal) : lintRun(targets.value, run, terminal);
}

/** Files are written, so a signal waits until the current one is done. */
async function lintToTheEnd(
  targets: readonly Target[],
  run: LintRunOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const interrupt = onInterrupt();
  const code = await lintRun(targets, { ...run, signal: interrupt.signal }, terminal);
  interrupt.forget();
  return code;
}

/** Runs again after each change, until the user ends it. */
async function lintOnChange(
  targets: readonly Target[],
  run: LintRunOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const interrupt = onInterrupt();
  const crashed = new AbortController();
  const signal = AbortSignal.any([interrupt.signal, crashed.signal]);
  let running: Promise<unknown> = Promise.resolve();
  const again = (): void => {
    running = running.then(() => lintRun(targets, run, terminal));
    running.catch(() => crashed.abort());
  };
  const files = targets.map(({ path }) => path).filter((path) => path !== STANDARD_INPUT);
  // Watching starts before the first run, so that no change in between is missed.
  const ended = onChange(files, signal, again);
  again();
  await ended;
  await running;
  interrupt.forget();
  return ExitCode.cancelled;
}

const DRY_RUN_OF_NOTHING: Problem = {
  what: "--dry-run needs --fix: it shows what --fix would do.",
  advice: "Write both: --fix --dry-run.",
};

const ACROSS_MENDS_NOTHING: Problem = {
  what: "--across and --fix cannot be used together: Key Poll cannot know which of two files to fix.",
  advice: "Remove --fix.",
};

const NOTHING_TO_CHECK: Problem = {
  what: "There is nothing to check.",
  advice: "Name files, folders or patterns, or list them under files in keypoll.config.json.",
};

const NOT_ONE_FILE: Problem = {
  what: "--gate needs exactly one new file.",
  advice: "Name it: keypoll lint --gate client.keys.new.",
};

const NO_BASELINE: Problem = {
  what: "--update-baseline needs the name of the baseline file.",
  advice: "Name it: --baseline keypoll.baseline.json --update-baseline.",
};

const NOT_FIXABLE: Problem = {
  what: "Standard input cannot be fixed.",
  advice: "Give the path of the file, or remove --fix.",
};
