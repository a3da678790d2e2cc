/** `keypoll lint`: checks files and says what the manager would do with them. */

import { defaultLintSettings } from "../../core/lint/settings.ts";
import { ExitCode } from "../exit-code.ts";
import { readInput, STANDARD_INPUT } from "../input.ts";
import { readRelease } from "../manager-settings.ts";
import type { FormatName } from "../report/format-names.ts";
import { renderReport } from "../report/formats.ts";
import type { FileResult } from "../report/report.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { documentOf, fileResult } from "./file-result.ts";
import { textOf } from "./file-text.ts";
import { exitCodeOf, lintReport } from "./lint-report.ts";
import { fileBlock, lintSummary } from "./lint-text.ts";

export interface LintOptions {
  /** Paths; `-` is standard input. */
  readonly paths: readonly string[];
  readonly release?: string;
  readonly role: "auto" | "manager" | "agent";
  /** The manager's host name, which no agent may bear. */
  readonly hostName?: string;
  readonly format: FormatName;
  /** Shown for standard input. */
  readonly stdinFilename: string;
}

/** The findings go to the terminal; what is returned is the exit code. A file that cannot be read does not stop the others. */
export async function lintFiles(options: LintOptions, terminal: Terminal): Promise<ExitCode> {
  const { format, role, hostName = "" } = options;
  const release = readRelease(options.release);
  if (!release.ok) {
    terminal.complain(release.problem);
    return ExitCode.couldNotRun;
  }
  const settings = { ...defaultLintSettings, release: release.value, role, hostName };
  const files: FileResult[] = [];
  const unreadable: { path: string; message: string }[] = [];
  for (const path of options.paths) {
    const name = path === STANDARD_INPUT ? options.stdinFilename : path;
    const input = await readInput(path);
    if (!input.ok) {
      unreadable.push({ path: name, message: `${input.problem.what} ${input.problem.advice}` });
      terminal.complain(input.problem);
      continue;
    }
    const file = fileResult(name, documentOf(textOf(input.value).text, settings), settings);
    files.push(file);
    if (format === "text") printLines(fileBlock(file, terminal), terminal);
  }
  const report = lintReport({ release: settings.release.id, files, unreadable });
  if (format === "text") printLines(lintSummary(report, terminal), terminal);
  else terminal.print(await renderReport(report, format));
  return exitCodeOf(report);
}

function printLines(lines: readonly string[], terminal: Terminal): void {
  if (lines.length > 0) terminal.print(`${lines.join("\n")}\n`);
}
