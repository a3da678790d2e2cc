/** What `keypoll explain --log FILE` says, as a report. */

import type { severities } from "../../../core/lint/severity.ts";
import { type LogReader, type Records, type Story, tell } from "../../../core/log/index.ts";
import type { LogFormat } from "../../report/format-names.ts";
import type { LogReport } from "../../report/report.ts";
import { tool } from "../../report/tool.ts";

export interface LogFilesOptions {
  /** Paths, or `-` for standard input. */
  readonly files: readonly string[];
  /** A `client.keys` to look agents up in. */
  readonly keys: string | undefined;
  readonly follow: boolean;
  readonly format: LogFormat;
}

/** What the log is joined with. */
export interface Joined {
  readonly path: string;
  readonly records: Records;
}

/** A file that was read. */
export interface ReadLog {
  readonly path: string;
  readonly reader: LogReader;
}

/** The report on what has been read so far. `keys` is the file that the records are from. */
export function logReport(files: readonly ReadLog[], story: Story, keys: Joined | undefined): LogReport {
  const { causes, agents, overflows } = tell(story, keys?.records);
  const lines = sum(files.map(({ reader }) => reader.lines));
  const known = sum(files.map(({ reader }) => reader.known));
  const times = files.flatMap(({ reader }) => [reader.first ?? [], reader.last ?? []].flat()).sort();
  return {
    tool,
    command: "explain-log",
    ok: !causes.some(({ severity }) => isProblem(severity)),
    files: files.map(({ path, reader }) => ({ path, lines: reader.lines, known: reader.known })),
    lines,
    known,
    unknown: lines - known,
    first: times[0],
    last: times.at(-1),
    ...(keys === undefined ? {} : { keys: keys.path }),
    causes,
    agents,
    overflows,
  };
}

/** Whether something of this severity needs a person. */
export function isProblem(severity: (typeof severities)[number]): boolean {
  return severity === "error" || severity === "warning";
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
