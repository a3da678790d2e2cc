/**
 * The surroundings of the polls: the settings of an `ossec.conf` before them, the differences from the manager after
 * them.
 */

import type { Note, NoteCode } from "../../core/poll/index.ts";
import { configBlock } from "../ossec-conf/config-text.ts";
import type { ConfigFacts, DaemonFacts, ScriptFacts, SocketFacts } from "../report/run-facts.ts";
import type { Look } from "../terminal/look.ts";
import { onOneLine } from "../terminal/printable.ts";
import { wrap } from "../terminal/wrap.ts";
import { printedLines } from "./printed-text.ts";

/** The findings, then the settings that were used. */
export function configLines(config: ConfigFacts, look: Look): string[] {
  const { path, polls, reason } = config;
  const head = polls
    ? `Settings from ${onOneLine(path)}`
    : `With ${onOneLine(path)} the manager sends no requests: ${reason ?? ""} The test runs anyway.`;
  const colour = polls ? look.paint.bold : look.paint.red;
  return [...configBlock(config, wrap(head, look.width).map(colour), look), ""];
}

/** How a daemon that was started for the test ended. */
export function daemonLines(
  { command, end, errorOutput }: DaemonFacts,
  look: Look,
  verbose: boolean,
): string[] {
  if (end === undefined && !verbose) return [];
  const how =
    end === undefined
      ? "was ended after the test"
      : `ended by itself during the test (${endText(end)}): a manager could no longer reach it`;
  return [
    ...wrap(`The daemon ${onOneLine(command)} ${how}.`, look.width).map(
      end === undefined ? look.paint.dim : look.paint.red,
    ),
    ...(errorOutput.bytes === 0 ? [] : printedLines("stderr", errorOutput, look)),
  ];
}

export function endText(end: NonNullable<DaemonFacts["end"]>): string {
  if (end.kind === "exit") return `exit code ${end.code}`;
  return end.kind === "signal" ? end.signal : end.reason;
}

/** The subject of each note in a word or two. */
const subjects: Readonly<Record<NoteCode, string>> = {
  user: "the user",
  "working-directory": "the working directory",
  environment: "the environment",
  descriptors: "open connections",
  signals: "blocked signals",
  priority: "the priority",
  "separate-pipes": "the pipe",
  escape: "what may outlive the run",
  platform: "the operating system",
  "program-not-found": "the interpreter",
  "carriage-return": "the first line",
  "byte-order-mark": "the first line",
  backslash: "the command line",
  interpreter: "the interpreter",
};

/** Once for the whole report: in short, or in full. */
export function noteLines(
  script: ScriptFacts | undefined,
  socket: SocketFacts | undefined,
  look: Look,
  verbose: boolean,
): string[] {
  const notes: readonly Note[] = [...(socket?.notes ?? []), ...(script?.notes ?? [])];
  if (script?.profile === "as-me") {
    return wrap("Run in your own surroundings, not in the manager's (--profile as-me).", look.width);
  }
  if (notes.length === 0) return [];
  if (verbose) {
    return notes.flatMap(({ text }) => wrap(onOneLine(text), look.width, { first: "• ", rest: "  " }));
  }
  const named = [...new Set(notes.map(({ code }) => subjects[code]))];
  return wrap(`Differs from the manager: ${named.join(", ")}. --verbose says how.`, look.width).map(
    look.paint.dim,
  );
}
