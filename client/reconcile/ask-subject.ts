/** Asks the user what to ask for the keys, and for the number of concurrent requests. */

import { type QuickPickItem, type Uri, window } from "vscode";
import { say } from "../../core/words/index.ts";
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
  const title = say`Reconcile with the database (1/2)`;
  const others: readonly Other[] = [
    { label: say`Another command line…`, other: "command" },
    { label: say`The socket of a daemon…`, other: "socket" },
  ];
  const rows = [...(await proposalsFor(keys, last, known)), ...others];
  const chosen = await window.showQuickPick(rows, {
    title,
    placeHolder: say`What to ask for the key of every agent`,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (chosen === undefined || "subject" in chosen) return chosen?.subject;
  const isSocket = chosen.other === "socket";
  const value = await window.showInputBox({
    title,
    prompt: isSocket
      ? say`Path of the socket at which the daemon listens`
      : say`The command line as written in exec_path`,
    placeHolder: isSocket ? "/var/ossec/queue/sockets/keys.sock" : "/var/ossec/bin/agent_key_pull.py",
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? say`The manager needs a path.` : undefined),
  });
  return value === undefined ? undefined : { kind: chosen.other, value: value.trim() };
}

const MOST_THREADS = 100;

/** Number of concurrent requests. `usual` is the manager's number. */
export async function askForThreads(usual: number): Promise<number | undefined> {
  const numberIn = (text: string): number => (/^\s*\d{1,3}\s*$/.test(text) ? Number(text) : 0);
  const text = await window.showInputBox({
    title: say`Reconcile with the database (2/2)`,
    prompt: say`Requests at a time. The manager sends ${usual} at a time; with more, a large file finishes sooner.`,
    value: String(usual),
    ignoreFocusOut: true,
    validateInput: (given) =>
      numberIn(given) >= 1 && numberIn(given) <= MOST_THREADS
        ? undefined
        : say`A whole number from ${1} to ${MOST_THREADS}.`,
  });
  return text === undefined ? undefined : numberIn(text);
}
