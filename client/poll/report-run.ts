/** Other facts about a run, in a report: the socket, the manager's thread, processes that were left running. */

import { daemonIsGone, type PollRun, type SocketRun } from "../../core/poll/index.ts";
import { numberText, say } from "../../core/words/index.ts";
import { labelled } from "./report-lines.ts";

export function socketLines({ reply, failures, fallback, emptyConnection }: SocketRun): readonly string[] {
  const lost = reply?.kind === "data" ? reply.lost : 0;
  const texts = [
    replyText(reply),
    failures.length === 0
      ? undefined
      : say`${failures.length} of 3 tries to connect failed: ${failures.at(-1)?.text ?? ""}.`,
    daemonIsGone(reply?.kind) && emptyConnection === "accepted"
      ? say`First the test made a connection and closed it without a request, as managers up to 4.3 do at their start. A daemon must survive this.`
      : undefined,
    fallback === undefined ? undefined : say`The manager then ran exec_path.`,
    lost === 0 ? undefined : say`${lost} bytes arrived after the manager's only read, and are lost.`,
  ];
  return texts
    .filter((text) => text !== undefined)
    .map((text, at) => labelled(at === 0 ? say`socket` : "", text));
}

function replyText(reply: SocketRun["reply"]): string | undefined {
  switch (reply?.kind) {
    case "data":
      return say`The daemon answered.`;
    case "closed":
      return say`The daemon closed the connection without an answer. The manager logs nothing.`;
    case "no-data":
      return say`The daemon sent nothing in time. It must not wait for a line feed or for the end of the request: the manager sends neither.`;
    case "broken":
      return say`The connection broke before an answer arrived: the daemon has probably exited.`;
    case "not-sent":
      return say`The daemon closed the connection before the request could be sent. The manager logs nothing.`;
    default:
      return undefined;
  }
}

export function threadLines({ thread }: PollRun): readonly string[] {
  if (thread.kind !== "lost") return [];
  const seconds = numberText(thread.watchedMs / 1000, 1);
  const text = {
    script: say`The manager waits until the script ends by itself. The test watched it for ${seconds} s more.`,
    "open-pipe": say`The manager waits until a background process closes the output. The test watched it for ${seconds} s more.`,
    "script-after-closing": say`The output is closed but the script still runs, and the manager waits for its end. The test watched it for ${seconds} s more.`,
  };
  return [labelled(say`thread`, text[thread.waitsFor])];
}

export function leftovers({ leftover }: PollRun): readonly string[] {
  return leftover.map(({ name, pid, ended }) =>
    labelled(
      say`left behind`,
      ended ? say`${name} (process ${pid}), ended now` : say`${name} (process ${pid}), still there`,
    ),
  );
}
