/** The forms in which the story of a log is written. */

import { storyMarkdown } from "../../../core/log/index.ts";
import type { LogFormat } from "../../report/format-names.ts";
import type { LogReport } from "../../report/report.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { logText } from "./log-text.ts";

/** Prints the report in the requested form. */
export function printReport(report: LogReport, format: LogFormat, terminal: Terminal): void {
  terminal.print(written[format](report, terminal));
}

const written: Readonly<Record<LogFormat, (report: LogReport, terminal: Terminal) => string>> = {
  text: (report, terminal) => `${logText(report, terminal).join("\n")}\n`,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  markdown: (report) => storyMarkdown(report),
  ndjson: ({ causes, agents, ...summary }) =>
    [
      ...causes.map((cause) => ({ kind: "cause", ...cause })),
      ...agents.map((agent) => ({ kind: "agent", ...agent })),
      { kind: "summary", ...summary },
    ]
      .map((each) => `${JSON.stringify(each)}\n`)
      .join(""),
};
