/** `keypoll explain --log FILE`: the story of a whole log. */

import { LogReader, type ReadLog, Records, Story } from "../../../core/log/index.ts";
import { newestRelease } from "../../../core/manager/index.ts";
import { ExitCode } from "../../exit-code.ts";
import { STANDARD_INPUT, whyNot } from "../../input.ts";
import { readKnownKeys } from "../../poll/known-keys.ts";
import { onInterrupt } from "../../terminal/interrupt.ts";
import { failure, type Result, success } from "../../terminal/problem.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { follow } from "./follow.ts";
import { printReport } from "./log-formats.ts";
import { type Joined, type LogFilesOptions, logReport } from "./log-report.ts";
import { readWhole } from "./pieces.ts";

/** Prints the story and returns the exit code. */
export async function explainLogFiles(options: LogFilesOptions, terminal: Terminal): Promise<ExitCode> {
  const keys = await readRecords(options.keys, terminal);
  if (!keys.ok) {
    terminal.complain(keys.problem);
    return ExitCode.couldNotRun;
  }
  const interrupt = onInterrupt();
  try {
    if (options.follow) return await follow(options, keys.value, interrupt.signal, terminal);
    const story = new Story();
    const files: ReadLog[] = [];
    for (const path of options.files) {
      const read = await readLog(path, story, files.length, interrupt.signal);
      if (!read.ok) {
        terminal.complain(read.problem);
        return ExitCode.couldNotRun;
      }
      files.push({ path: path === STANDARD_INPUT ? "standard input" : path, reader: read.value });
    }
    if (interrupt.signal.aborted) return ExitCode.cancelled;
    const report = logReport(files, story, keys.value);
    printReport(report, options.format, terminal);
    return report.ok ? ExitCode.fine : ExitCode.findings;
  } finally {
    interrupt.forget();
  }
}

async function readRecords(
  path: string | undefined,
  terminal: Terminal,
): Promise<Result<Joined | undefined>> {
  if (path === undefined) return success(undefined);
  const known = await readKnownKeys(path, newestRelease);
  if (!known.ok) return known;
  if (known.value.warning !== undefined) terminal.remark(known.value.warning);
  return success({ path, records: new Records(known.value.store.entries, newestRelease) });
}

async function readLog(
  path: string,
  story: Story,
  file: number,
  signal: AbortSignal,
): Promise<Result<LogReader>> {
  const reader = new LogReader((line) => story.add(line, file));
  try {
    await readWhole(path, { reader, story, number: file }, signal);
    return success(reader);
  } catch (error) {
    return unreadable(path, error as NodeJS.ErrnoException);
  }
}

function unreadable(path: string, error: NodeJS.ErrnoException): Result<never> {
  if (error.code?.startsWith("Z_") !== true) return failure(...whyNot(path, error));
  return failure(
    `${path} is a damaged or incomplete gzip file: ${error.message}.`,
    "Unpack what can be unpacked with gzip -dc, and pipe it into keypoll explain --log -.",
  );
}
