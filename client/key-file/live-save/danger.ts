/** Whether a document, saved as it is, would stop daemons on this machine. */

import type { TextDocument } from "vscode";
import { type LiveFile, liveFile } from "../../../core/files/index.ts";
import { type DaemonStop, daemonStop } from "../../../core/lint/key-file/index.ts";
import { releaseInSettings } from "../release.ts";

/** A live file whose open text stops its readers. */
export interface Danger {
  readonly document: TextDocument;
  readonly live: LiveFile;
  readonly stop: DaemonStop;
}

/** Undefined for a copy, and for a text that every daemon reads to the end. */
export async function dangerOf(document: TextDocument): Promise<Danger | undefined> {
  const live = document.uri.scheme === "file" ? await liveFile(document.uri.fsPath) : undefined;
  if (live === undefined) return undefined;
  const release = releaseInSettings(document.uri);
  const stop = daemonStop(document.getText(), { release, role: live.role });
  return stop === undefined ? undefined : { document, live, stop };
}
