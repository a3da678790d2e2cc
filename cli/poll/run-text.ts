/** Other facts about a run: what was run, what it does to the manager's thread, what it left running. */

import { daemonIsGone, type Leftover, type ThreadFate } from "../../core/poll/index.ts";
import type { RunFacts, SocketReply } from "../report/run-facts.ts";
import { type Look, labelled } from "../terminal/look.ts";
import { count } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { argvText } from "./argv-text.ts";

export function runLines(run: RunFacts, look: Look): string[] {
  const { argv, thread, leftover, notes } = run;
  return [
    ...(argv.length === 0 ? [] : labelled("argv", onOneLine(argvText(argv)), look)),
    ...notes.flatMap(({ text }) => labelled("why", onOneLine(text), look)),
    ...(thread.kind === "lost" ? labelled("thread", lostThread(thread), look) : []),
    ...byName(leftover).flatMap((each) => labelled("left behind", leftoverText(each), look)),
  ];
}

export function socketLines(socket: SocketReply, look: Look): string[] {
  return socketTexts(socket).flatMap((line, at) => labelled(at === 0 ? "socket" : "", onOneLine(line), look));
}

/** What the socket gave, and what the daemon did wrong, in sentences. */
export function socketTexts(socket: SocketReply): readonly string[] {
  const { obstacle, failures, fellBack, lostBytes, emptyConnection, reply } = socket;
  if (obstacle !== undefined) return [obstacle];
  const said = replyText(socket);
  return [
    ...(said === undefined ? [] : [said]),
    ...(failures.length === 0
      ? []
      : [`${failures.length} of 3 tries to connect failed: ${failures.at(-1)}.`]),
    ...(daemonIsGone(reply) && emptyConnection === "accepted" ? [DIED_OF_EMPTY] : []),
    ...(fellBack ? ["The manager then ran exec_path."] : []),
    ...(lostBytes === 0
      ? []
      : [`${count(lostBytes, "byte")} arrived after the manager's only read, and are lost.`]),
  ];
}

const DIED_OF_EMPTY =
  "First the test made a connection and closed it without a request, as managers up to 4.3 do at their start. A daemon must survive this.";

function replyText({ reply }: SocketReply): string | undefined {
  switch (reply) {
    case "data":
      return "The daemon answered.";
    case "closed":
      return "The daemon closed the connection without an answer. The manager logs nothing.";
    case "no-data":
      return "The daemon sent nothing in time. It must not wait for a line feed or for the end of the request: the manager sends neither.";
    case "broken":
      return "The connection broke before an answer arrived: the daemon has probably exited.";
    case "not-sent":
      return "The daemon closed the connection before the request could be sent. The manager logs nothing.";
    default:
      return undefined;
  }
}

function lostThread({ waitsFor, watchedMs }: Extract<ThreadFate, { kind: "lost" }>): string {
  const watched = `the test watched it for another ${(watchedMs / 1000).toFixed(1)} s`;
  switch (waitsFor) {
    case "script":
      return `The manager's thread waits until the script ends by itself (${watched}). With the default of one thread, all further requests wait too.`;
    case "open-pipe":
      return `The manager's thread waits until the output is closed, which a background process keeps open (${watched}).`;
    case "script-after-closing":
      return `The output is closed, but the script continues, and the manager's thread waits for its end without a limit (${watched}).`;
  }
}

/** A script may leave dozens of processes running. Those of one program share a line. */
function byName(leftover: readonly Leftover[]): readonly (readonly Leftover[])[] {
  return [...new Set(leftover.map(({ name }) => name))].map((name) =>
    leftover.filter((each) => each.name === name),
  );
}

function leftoverText(processes: readonly Leftover[]): string {
  const name = processes[0]?.name ?? "";
  const who =
    processes.length === 1 ? `${name} (process ${processes[0]?.pid})` : `${processes.length} times ${name}`;
  const pipe = processes.some(({ heldPipe }) => heldPipe) ? " and kept the output open" : "";
  const end = processes.every(({ ended }) => ended) ? "ended here" : "not to be ended here";
  return onOneLine(`${who} outlived the run${pipe}; ${end}, while the manager would let it run.`);
}
