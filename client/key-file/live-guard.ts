/** Manual registration on the file of a running manager: refused, unless the user insists. */

import { type TextDocument, window } from "vscode";
import type { LiveFile } from "../../core/files/index.ts";
import { say } from "../../core/words/index.ts";

/** Tells the file that a manager or agent on this machine uses from a copy. A host without a file system finds none. */
export type FindLive = (path: string) => Promise<LiveFile | undefined>;

/** What is known about a document's file. */
export function liveDocument(findLive: FindLive, { uri }: TextDocument): Promise<LiveFile | undefined> {
  return uri.scheme === "file" ? findLive(uri.fsPath) : Promise.resolve(undefined);
}

/**
 * Whether a change may be made. The running daemons of a manager would overwrite it from memory, so the user is asked.
 * An agent reads its own file at its next start.
 */
export async function mayChange(findLive: FindLive, document: TextDocument): Promise<boolean> {
  const live = await liveDocument(findLive, document);
  if (live?.role !== "manager" || live.running.length === 0) return true;
  const change = say`Change it anyway`;
  const answer = await window.showWarningMessage(
    say`This is the live file of ${live.installation}, where ${live.running.join(", ")} runs.`,
    {
      modal: true,
      detail: say`The registration daemon overwrites the file from memory at its next change, and your change would be lost. Stop the manager first, or work on a copy.`,
    },
    change,
  );
  return answer === change;
}
