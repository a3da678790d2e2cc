/** What `keypoll explain --log FILE` says, as a report. */

import { type ReadLog, type Records, type Story, summaryOf } from "../../../core/log/index.ts";
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

/** The report on what has been read so far. */
export function logReport(files: readonly ReadLog[], story: Story, keys: Joined | undefined): LogReport {
  return {
    tool,
    command: "explain-log",
    ...summaryOf(files, story, keys?.records),
    ...(keys === undefined ? {} : { keys: keys.path }),
  };
}
