/** Shows checked files: as text one by one, or as one report at the end. */

import type { LintFormat } from "../report/format-names.ts";
import { renderReport } from "../report/formats.ts";
import type { FileResult, LintReport } from "../report/report.ts";
import type { Look } from "../terminal/look.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { fileBlock, lintSummary } from "./lint-text.ts";

export interface LintView {
  onFile(file: FileResult, diff: readonly string[]): void;
  onEnd(report: LintReport): Promise<void>;
}

export interface LintViewOptions {
  readonly format: LintFormat;
  /** Print nothing about files without problems. */
  readonly quiet?: boolean;
}

export function openLintView({ format, quiet = false }: LintViewOptions, terminal: Terminal): LintView {
  const print = (lines: readonly string[]): void => {
    if (lines.length > 0) terminal.print(`${lines.join("\n")}\n`);
  };
  if (format === "ndjson") {
    const line = (value: object): string[] => [JSON.stringify(value)];
    return {
      onFile: (file) => print(line(file)),
      onEnd: async ({ files: _told, ...summary }) => print(line(summary)),
    };
  }
  if (format !== "text") {
    return {
      onFile: () => {},
      onEnd: async (report) => terminal.print(await renderReport(report, format)),
    };
  }
  return {
    // A diff already shows what to change, so the findings are not repeated.
    onFile: (file, diff) => print(diff.length > 0 ? diffText(diff, terminal) : fileBlock(file, terminal)),
    onEnd: (report) => Promise.resolve(quiet && report.ok ? undefined : print(lintSummary(report, terminal))),
  };
}

/** A diff in colours. Its signs have the same meaning, so nothing is lost without colours. */
function diffText(lines: readonly string[], { paint }: Look): string[] {
  return lines.map((line) => {
    if (line.startsWith("---") || line.startsWith("+++")) return paint.bold(line);
    if (line.startsWith("@@")) return paint.cyan(line);
    if (line.startsWith("-")) return paint.red(line);
    return line.startsWith("+") ? paint.green(line) : line;
  });
}
