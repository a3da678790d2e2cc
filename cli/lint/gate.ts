/** `keypoll lint --gate`: replaces the old client.keys with a new one only if nothing is wrong with it. */

import { existsSync } from "node:fs";
import path from "node:path";
import { keyFileFacts } from "../../core/files/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import { changeKeyFile } from "../agent/key-file.ts";
import { ExitCode } from "../exit-code.ts";
import { byteString, readInput, STANDARD_INPUT } from "../input.ts";
import type { LintReport } from "../report/report.ts";
import { onInterrupt } from "../terminal/interrupt.ts";
import { onOneLine } from "../terminal/printable.ts";
import { failure, type Result, success } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { gateCheck } from "./gate-check.ts";
import { exitCodeOf, lintReport } from "./lint-report.ts";
import { type LintViewOptions, openLintView } from "./lint-view.ts";
import { withoutSmallThings } from "./quiet.ts";

export interface GateOptions extends LintViewOptions {
  readonly settings: LintSettings;
  readonly stdinFilename: string;
  readonly maxWarnings: number;
  /** The file to compare with. It is only compared … */
  readonly against?: string;
  /** … or replaced too. */
  readonly install?: string;
  /** Rules about replacements that report without refusing. */
  readonly allow: readonly string[];
  readonly evenIfRunning?: boolean;
  /** There is no old file yet. */
  readonly new?: boolean;
}

const NOTHING_TO_REPLACE = [
  "It is unknown which file the new one replaces, so the gate cannot check which agents would be lost.",
  "Name it with --against or --install. If there is no old file yet, add --new.",
] as const;

/** Prints the findings, and replaces the old file at the very end, all at once or not at all. */
export async function gateFile(given: string, options: GateOptions, terminal: Terminal): Promise<ExitCode> {
  const interrupt = onInterrupt();
  const files = await readFiles(given, options);
  let code: ExitCode;
  if (files.ok) {
    const { report, change } = await checked(files.value, options);
    await show(report, options, terminal);
    code = (await interrupt.hasCome()) ? ExitCode.cancelled : exitCodeOf(report);
    if (code === ExitCode.fine) code = await letThrough(files.value, change, options, terminal);
  } else {
    terminal.complain(files.problem);
    code = ExitCode.couldNotRun;
  }
  interrupt.forget();
  if (code !== ExitCode.fine && options.install !== undefined && existsSync(options.install)) {
    terminal.remark(`${onOneLine(options.install)} is unchanged.`);
  }
  return code;
}

interface GateFiles {
  /** The new file's name in messages. */
  readonly name: string;
  readonly bytes: Buffer;
  /** The content that will be replaced. Undefined if there is no file yet. */
  readonly old: Buffer | undefined;
}

async function readFiles(
  given: string,
  { against, install = against, new: isNew = false, stdinFilename }: GateOptions,
): Promise<Result<GateFiles>> {
  if (!isNew && install === undefined) return failure(...NOTHING_TO_REPLACE);
  if (isNew && install !== undefined && existsSync(install)) {
    return failure(`${install} already exists, so --new does not apply.`, "Leave --new out.");
  }
  const input = await readInput(given);
  if (!input.ok) return input;
  const name = given === STANDARD_INPUT ? stdinFilename : given;
  // A typo must not count as the first file of a new manager.
  if (install !== undefined && !isNew && !existsSync(install)) {
    return failure(
      `${install} does not exist, so the gate cannot check which agents would be lost.`,
      "Check the path. For the first file of a new manager, add --new.",
    );
  }
  if (isNew && install !== undefined && !existsSync(path.dirname(install))) {
    return failure(`The folder of ${install} does not exist.`, "Check the path, or create the folder.");
  }
  const old = install === undefined || isNew ? success(undefined) : await readInput(install);
  return old.ok ? success({ name, bytes: input.value, old: old.value }) : old;
}

async function checked(
  { name, bytes, old }: GateFiles,
  { settings, allow, quiet = false, maxWarnings, against, install = against }: GateOptions,
): Promise<{ readonly report: LintReport; readonly change: string }> {
  const { role } = install === undefined ? { role: undefined } : await keyFileFacts(install);
  const { result, change } = gateCheck({ name, bytes, old, role }, settings, allow);
  const files = [quiet ? withoutSmallThings(result) : result];
  return { report: lintReport({ settings, files, notChecked: [], fixed: 0, maxWarnings }), change };
}

async function show(report: LintReport, options: GateOptions, terminal: Terminal): Promise<void> {
  const view = openLintView(options, terminal);
  for (const file of report.files) view.onFile(file, []);
  await view.onEnd(report);
}

/** The new file passes: it is installed, if requested. */
async function letThrough(
  { name, bytes, old }: GateFiles,
  change: string,
  { against, install, quiet = false, evenIfRunning = false }: GateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const tell = (text: string): void => {
    if (!quiet) terminal.remark(onOneLine(text));
  };
  if (install === undefined) {
    const isCompared = against !== undefined && old !== undefined;
    if (isCompared) tell(`${name} may replace ${against}: ${change}.`);
    else tell(`${name} passes by itself: ${change}. There is no old file yet, as --new says.`);
    return ExitCode.fine;
  }
  if (old?.equals(bytes)) {
    tell(`${install} already has this content: ${change}.`);
    return ExitCode.fine;
  }
  // The verdict is only valid for the file that was compared.
  const compared = old === undefined ? undefined : byteString(old);
  const changed = {
    what: `${install} was not written: another program changed it while it was compared.`,
    advice: "Run the gate again.",
  };
  const code = await changeKeyFile(
    { keys: install, evenIfRunning },
    (now) => (now === compared ? byteString(bytes) : changed),
    terminal,
    "live",
  );
  if (code === ExitCode.fine && old !== undefined) tell(`${install} is replaced: ${change}.`);
  if (code === ExitCode.fine && old === undefined) {
    tell(`${install} is new: ${change}. Give it an owner and a mode with which the daemons can read it.`);
  }
  return code;
}
