/** `--follow`: the story of a log that is still being written. */

import { setTimeout } from "node:timers/promises";
import { Tail } from "../../../core/files/index.ts";
import { causes } from "../../../core/lint/explain/index.ts";
import { withoutKeys } from "../../../core/lint/key-file/index.ts";
import { isProblem } from "../../../core/lint/severity.ts";
import { type KnownLine, LogReader, type Pair, Story } from "../../../core/log/index.ts";
import { ExitCode } from "../../exit-code.ts";
import { whyNot } from "../../input.ts";
import { count } from "../../terminal/number.ts";
import { onOneLine } from "../../terminal/printable.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { printReport } from "./log-formats.ts";
import { type Joined, type LogFilesOptions, logReport } from "./log-report.ts";

/** Milliseconds between two checks of the file. */
const LOOK_AGAIN = 500;

/**
 * Prints each problem of an agent once, and again when it has ten times as many lines. The story is printed at the end.
 */
export async function follow(
  { files: [path = ""], format }: LogFilesOptions,
  keys: Joined | undefined,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<ExitCode> {
  const story = new Story();
  let isCatchingUp = true;
  const reader = new LogReader((line) => {
    const pair = story.add(line);
    if (!isCatchingUp && isWorthSaying(pair)) terminal.print(newsOf(pair, line, format));
  });
  const report = () => logReport([{ path, reader }], story, keys);
  const tail = new Tail(path);
  try {
    while (!signal.aborted) {
      await tail.read(
        (bytes) => reader.push(bytes),
        () => reader.end(),
      );
      // The content at the start is printed as a story; what is added later, line by line.
      if (isCatchingUp && format !== "ndjson") printReport(report(), format, terminal);
      isCatchingUp = false;
      await setTimeout(LOOK_AGAIN, undefined, { signal }).catch(() => {});
    }
  } catch (error) {
    const [what, advice] = whyNot(path, error as NodeJS.ErrnoException);
    terminal.complain({ what, advice });
    return ExitCode.couldNotRun;
  } finally {
    await tail.close();
  }
  const whole = report();
  if (format === "text") terminal.print("\n");
  printReport(whole, format, terminal);
  return whole.ok ? ExitCode.fine : ExitCode.findings;
}

function isWorthSaying({ cause, count: lines }: Pair): boolean {
  return isProblem(causes[cause].severity) && /^10*$/.test(String(lines));
}

function newsOf({ cause, agent, count: lines }: Pair, { time, line }: KnownLine, format: string): string {
  const { severity, title } = causes[cause];
  const names = agent?.names ?? [];
  const sources = agent?.sources.map(({ source }) => source) ?? [];
  if (format === "ndjson") {
    const known = { id: agent?.id, names, sources };
    return `${withoutKeys(JSON.stringify({ kind: "news", time, line, cause, severity, title, lines, agent: agent && known }))}\n`;
  }
  const who = agent?.id ?? names[0];
  const place = who === undefined ? (sources[0] ?? "") : `agent ${who}`;
  const subject = place === "" ? "" : ` ${place}:`;
  return `${onOneLine(withoutKeys(`${time ?? ""} ${severity}${subject} ${title} (${count(lines, "line")})`))}\n`;
}
