/** Asks the user what to ask for the keys, and for the number of concurrent requests. */

import { l10n, type QuickPickItem, type Uri, window } from "vscode";
import { type Known, proposalsFor } from "./proposals.ts";
import type { Subject } from "./subject.ts";

interface Other extends QuickPickItem {
  readonly other: "command" | "socket";
}

/** Undefined if the user cancels. */
export async function askForSubject(
  keys: Uri,
  last: Subject | undefined,
  known: Known,
): Promise<Subject | undefined> {
  const title = l10n.t("Reconcile with the database (1/2)");
  const others: readonly Other[] = [
    { label: l10n.t("Another command line…"), other: "command" },
    { label: l10n.t("The socket of a daemon…"), other: "socket" },
  ];
  const rows = [...(await proposalsFor(keys, last, known)), ...others];
  const chosen = await window.showQuickPick(rows, {
    title,
    placeHolder: l10n.t("What to ask for the key of every agent"),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (chosen === undefined || "subject" in chosen) return chosen?.subject;
  const isSocket = chosen.other === "socket";
  const value = await window.showInputBox({
    title,
    prompt: isSocket
      ? l10n.t("Path of the socket at which the daemon listens")
      : l10n.t("The command line as written in exec_path"),
    placeHolder: isSocket ? "/var/ossec/queue/sockets/keys.sock" : "/var/ossec/bin/agent_key_pull.py",
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? l10n.t("The manager needs a path.") : undefined),
  });
  return value === undefined ? undefined : { kind: chosen.other, value: value.trim() };
}

const MOST_THREADS = 100;

/** Number of concurrent requests. `usual` is the manager's number. */
export async function askForThreads(usual: number): Promise<number | undefined> {
  const numberIn = (text: string): number => (/^\s*\d{1,3}\s*$/.test(text) ? Number(text) : 0);
  const text = await window.showInputBox({
    title: l10n.t("Reconcile with the database (2/2)"),
    prompt: l10n.t(
      "Requests at a time. The manager sends {0} at a time; with more, a large file finishes sooner.",
      usual,
    ),
    value: String(usual),
    ignoreFocusOut: true,
    validateInput: (given) =>
      numberIn(given) >= 1 && numberIn(given) <= MOST_THREADS
        ? undefined
        : l10n.t("A whole number from {0} to {1}.", 1, MOST_THREADS),
  });
  return text === undefined ? undefined : numberIn(text);
}
