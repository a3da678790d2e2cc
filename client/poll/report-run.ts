/** Other facts about a run, in a report: the socket, the manager's thread, processes that were left running. */

import { l10n } from "vscode";
import { daemonIsGone, type PollRun, type SocketRun } from "../../core/poll/index.ts";
import { numberText } from "../../core/words/index.ts";
import { labelled } from "./report-lines.ts";

export function socketLines({ reply, failures, fallback, emptyConnection }: SocketRun): readonly string[] {
  const lost = reply?.kind === "data" ? reply.lost : 0;
  const texts = [
    replyText(reply),
    failures.length === 0
      ? undefined
      : l10n.t("{0} of 3 tries to connect failed: {1}.", failures.length, failures.at(-1)?.text ?? ""),
    daemonIsGone(reply?.kind) && emptyConnection === "accepted"
      ? l10n.t(
          "First the test made a connection and closed it without a request, as managers up to 4.3 do at their start. A daemon must survive this.",
        )
      : undefined,
    fallback === undefined ? undefined : l10n.t("The manager then ran exec_path."),
    lost === 0 ? undefined : l10n.t("{0} bytes arrived after the manager's only read, and are lost.", lost),
  ];
  return texts
    .filter((text) => text !== undefined)
    .map((text, at) => labelled(at === 0 ? l10n.t("socket") : "", text));
}

function replyText(reply: SocketRun["reply"]): string | undefined {
  switch (reply?.kind) {
    case "data":
      return l10n.t("The daemon answered.");
    case "closed":
      return l10n.t("The daemon closed the connection without an answer. The manager logs nothing.");
    case "no-data":
      return l10n.t(
        "The daemon sent nothing in time. It must not wait for a line feed or for the end of the request: the manager sends neither.",
      );
    case "broken":
      return l10n.t("The connection broke before an answer arrived: the daemon has probably exited.");
    case "not-sent":
      return l10n.t(
        "The daemon closed the connection before the request could be sent. The manager logs nothing.",
      );
    default:
      return undefined;
  }
}

export function threadLines({ thread }: PollRun): readonly string[] {
  if (thread.kind !== "lost") return [];
  const seconds = numberText(thread.watchedMs / 1000, 1);
  const text = {
    script: l10n.t(
      "The manager waits until the script ends by itself. The test watched it for {0} s more.",
      seconds,
    ),
    "open-pipe": l10n.t(
      "The manager waits until a background process closes the output. The test watched it for {0} s more.",
      seconds,
    ),
    "script-after-closing": l10n.t(
      "The output is closed but the script still runs, and the manager waits for its end. The test watched it for {0} s more.",
      seconds,
    ),
  };
  return [labelled(l10n.t("thread"), text[thread.waitsFor])];
}

export function leftovers({ leftover }: PollRun): readonly string[] {
  return leftover.map(({ name, pid, ended }) =>
    labelled(
      l10n.t("left behind"),
      ended
        ? l10n.t("{0} (process {1}), ended now", name, pid)
        : l10n.t("{0} (process {1}), still there", name, pid),
    ),
  );
}
