/** Showing polls: as text as they come, or as one report at the end. */

import type { FormatName } from "../report/format-names.ts";
import { renderReport } from "../report/formats.ts";
import type { PollReport, PollResult } from "../report/report.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { pollBlock, pollSummary } from "./poll-text.ts";

export interface PollView {
  onPoll(poll: PollResult): void;
  onEnd(report: PollReport): Promise<void>;
}

export interface PollViewOptions {
  readonly format: FormatName;
  /** Every line of the log, every finding's advice, and how the run differs from the manager's. */
  readonly verbose?: boolean;
}

export function openPollView({ format, verbose = false }: PollViewOptions, terminal: Terminal): PollView {
  const print = (lines: readonly string[]): void => terminal.print(`${lines.join("\n")}\n`);
  if (format !== "text") {
    return {
      onPoll: () => {},
      onEnd: async (report) => terminal.print(await renderReport(report, format)),
    };
  }
  return {
    onPoll: (poll) => print([...pollBlock(poll, { ...terminal, verbose }), ""]),
    onEnd: (report) => Promise.resolve(print(pollSummary(report, { ...terminal, verbose }))),
  };
}
