/** Which lines of a script the samples ran: for the report, for people, and as lcov for other tools. */

import path from "node:path";
import type { CoveredFile, SuiteCoverage } from "../../core/poll/index.ts";
import { putFile } from "../put-file.ts";
import { type Look, labelled } from "../terminal/look.ts";
import { count } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";

export type CoverageReport =
  | {
      readonly covered: true;
      readonly files: readonly FileReport[];
      /** Samples that left no record of their lines, as written in the suite. */
      readonly silent: readonly string[];
      /** Why they may have left none. */
      readonly reason?: string;
    }
  | { readonly covered: false; readonly reason: string };

export interface FileReport {
  /** Relative to the current folder where the file is in it. */
  readonly path: string;
  /** Lines that can run. */
  readonly lines: number;
  readonly ran: number;
  /** Those that no sample ran, from 1. */
  readonly notRun: readonly number[];
}

/** `nameOf` gives the name of a sample by its place in the suite. */
export function coverageReport(coverage: SuiteCoverage, nameOf: (sample: number) => string): CoverageReport {
  if (coverage.kind === "not-covered") return { covered: false, reason: coverage.reason };
  const { files, silent, reason } = coverage;
  return {
    covered: true,
    files: files.map(fileReport),
    silent: silent.map(nameOf),
    ...(reason === undefined ? {} : { reason }),
  };
}

function fileReport({ file, lines }: CoveredFile): FileReport {
  const notRun = lines.filter(({ ranIn }) => ranIn.length === 0).map(({ line }) => line);
  return { path: shortPath(file), lines: lines.length, ran: lines.length - notRun.length, notRun };
}

/** A block for people; the lines that no sample ran stand under each file. */
export function coverageBlock(coverage: CoverageReport, look: Look): string[] {
  if (!coverage.covered) return labelled("not covered", onOneLine(coverage.reason), look, look.paint.yellow);
  const { files, silent, reason } = coverage;
  return [
    ...files.flatMap((file, at) => [
      ...labelled(at === 0 ? "coverage" : "", fileText(file), look),
      ...(file.notRun.length === 0
        ? []
        : labelled("", `no sample ran ${spansText(file)}`, look, look.paint.yellow)),
    ]),
    ...(reason === undefined
      ? []
      : labelled("", onOneLine(`Without ${silent.join(", ")}: ${reason}`), look, look.paint.yellow)),
  ];
}

function fileText({ path: name, lines, ran }: FileReport): string {
  // Rounded down: all is only said of all.
  return `${onOneLine(name)}: ${ran} of ${count(lines, "line")} ran (${Math.floor((100 * ran) / lines)} %)`;
}

/** `line 12`, `lines 12-15, 20`. */
function spansText({ notRun }: FileReport): string {
  const spans: [first: number, last: number][] = [];
  for (const line of notRun) {
    const last = spans.at(-1);
    if (last !== undefined && line === last[1] + 1) last[1] = line;
    else spans.push([line, line]);
  }
  const texts = spans.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
  return `${notRun.length === 1 ? "line" : "lines"} ${texts.join(", ")}`;
}

/** False if the file was not written; then the terminal has been told why. */
export async function putLcov(file: string, coverage: SuiteCoverage, terminal: Terminal): Promise<boolean> {
  if (coverage.kind === "covered")
    return await putFile(file, lcovOf(coverage.files), { backup: false, mode: 0o666 }, terminal);
  terminal.complain({
    what: `${file} was not written, because no lines were recorded: ${coverage.reason}`,
    advice: "Leave out --lcov for this suite.",
  });
  return false;
}

/** The form that lcov's tools read. The count of a line is the number of samples that ran it. */
function lcovOf(files: readonly CoveredFile[]): string {
  return files
    .map(({ file, lines }) =>
      [
        "TN:",
        `SF:${shortPath(file)}`,
        ...lines.map(({ line, ranIn }) => `DA:${line},${ranIn.length}`),
        `LF:${lines.length}`,
        `LH:${lines.filter(({ ranIn }) => ranIn.length > 0).length}`,
        "end_of_record\n",
      ].join("\n"),
    )
    .join("");
}

function shortPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") || path.isAbsolute(relative) ? file : relative.replaceAll(path.sep, "/");
}
