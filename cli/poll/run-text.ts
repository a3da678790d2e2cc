/** What there is to say about a run beside its answer: what it does to the manager's thread, what it left behind. */

import type { Leftover, ThreadFate } from "../../core/poll/index.ts";
import type { RunFacts } from "../report/report.ts";
import { type Look, labelled } from "../terminal/look.ts";
import { onOneLine } from "../terminal/printable.ts";

export function runLines(run: RunFacts, look: Look): string[] {
  const { thread, leftover } = run;
  return [
    ...(thread.kind === "lost" ? labelled("thread", lostThread(thread), look) : []),
    ...byName(leftover).flatMap((each) => labelled("left behind", leftoverText(each), look)),
  ];
}

function lostThread({ waitsFor, watchedMs }: Extract<ThreadFate, { kind: "lost" }>): string {
  const watched = `it was watched for another ${(watchedMs / 1000).toFixed(1)} s`;
  switch (waitsFor) {
    case "script":
      return `The manager's thread waits until the script ends by itself (${watched}). With the default of one thread, all further requests wait too.`;
    case "open-pipe":
      return `The manager's thread waits until the output is closed, which a process in the background still holds open (${watched}).`;
    case "script-after-closing":
      return `The output is closed, but the script goes on, and the manager's thread waits for its end without a limit (${watched}).`;
  }
}

/** A script may leave dozens of processes behind; those of one program are one line. */
function byName(leftover: readonly Leftover[]): readonly (readonly Leftover[])[] {
  return [...new Set(leftover.map(({ name }) => name))].map((name) =>
    leftover.filter((each) => each.name === name),
  );
}

function leftoverText(processes: readonly Leftover[]): string {
  const name = processes[0]?.name ?? "";
  const who =
    processes.length === 1 ? `${name} (process ${processes[0]?.pid})` : `${processes.length} times ${name}`;
  const pipe = processes.some(({ heldPipe }) => heldPipe) ? " and held the output open" : "";
  const end = processes.every(({ ended }) => ended) ? "ended here" : "not to be ended here";
  return onOneLine(`${who} outlived the run${pipe}; ${end}, while the manager would let it run.`);
}
