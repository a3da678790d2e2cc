/** Shows polls: as text as they arrive, or as one report at the end. */

import { SameCauses } from "../../core/lint/answer/index.ts";
import type { FormatName } from "../report/format-names.ts";
import { renderReport } from "../report/formats.ts";
import type { PollReport, PollResult } from "../report/poll-report.ts";
import type { ConfigFacts } from "../report/run-facts.ts";
import { onOneLine } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { wrap } from "../terminal/wrap.ts";
import { pollBlock, pollSummary, sameBlock } from "./poll-text.ts";
import { configLines } from "./surroundings-text.ts";

export interface PollView {
  /** What is known before anything runs. */
  onBegin(config: ConfigFacts | undefined): void;
  /** `what` will be run or asked for a request. */
  onStart(request: string, what: string): void;
  onPoll(poll: PollResult): void;
  onEnd(report: PollReport): Promise<void>;
}

export interface PollViewOptions {
  readonly format: FormatName;
  /** Show every line of the log, every finding's advice, and how the run differs from the manager's. */
  readonly verbose?: boolean;
}

export function openPollView({ format, verbose = false }: PollViewOptions, terminal: Terminal): PollView {
  const print = (lines: readonly string[]): void => terminal.print(`${lines.join("\n")}\n`);
  if (format !== "text") {
    return {
      onBegin: () => {},
      onStart: () => {},
      onPoll: () => {},
      onEnd: async (report) => terminal.print(await renderReport(report, format)),
    };
  }
  const look = { ...terminal, verbose };
  const causes = new SameCauses<PollResult>();
  return {
    onBegin: (config) => {
      if (config !== undefined) print(configLines(config, look));
    },
    onStart: (request, what) => {
      if (verbose) print(wrap(onOneLine(`▸ ${request}: ${what}`), look.width, { first: "", rest: "  " }));
    },
    onPoll: (poll) => {
      // If there is more to report than the verdict, all of it is shown.
      const isPlain = !verbose && poll.repeats === undefined && poll.comparison === undefined;
      const first = isPlain ? causes.firstLike(poll, poll) : undefined;
      print([...(first === undefined ? pollBlock(poll, look) : sameBlock(poll, first, look)), ""]);
    },
    onEnd: (report) => Promise.resolve(print(pollSummary(report, look))),
  };
}
