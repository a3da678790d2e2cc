/** What a document, saved as it is, would do to the daemons and agents that use its file. */

import type { TextDocument } from "vscode";
import { type LiveFile, liveFile } from "../../../core/files/index.ts";
import type { DaemonStop, Finding } from "../../../core/lint/key-file/index.ts";
import { say } from "../../../core/words/index.ts";
import { bytesToSave, type TextOnDisk } from "./document-text.ts";

/** A live file whose open text stops its readers, or locks out agents that they know. */
export interface Danger {
  readonly document: TextDocument;
  readonly live: LiveFile;
  readonly stop: DaemonStop | undefined;
  /**
   * What happens to the agents of the file on the disk, as the gate reports it. At least one of the two fields is set.
   */
  readonly losses: readonly Finding[];
  /** The content of the disk at the time of the check. */
  readonly before: TextOnDisk;
}

/**
 * Undefined for a copy, and for a text that every daemon reads to the end and that keeps every agent. An agent's own
 * file is not compared with its old content, because a new record is the purpose of editing it. The disk is read only
 * if the file is live.
 */
export async function dangerOf(
  document: TextDocument,
  read: () => TextOnDisk | Promise<TextOnDisk>,
): Promise<Danger | undefined> {
  const live = document.uri.scheme === "file" ? await liveFile(document.uri.fsPath) : undefined;
  if (live === undefined) return undefined;
  const [{ daemonStop, lossesOf }, { releaseInSettings }] = await loadJudge();
  const before = await read();
  const release = releaseInSettings(document.uri);
  const stop = daemonStop(document.getText(), { release, role: live.role });
  const losses =
    live.role === "agent"
      ? []
      : lossesOf(byteString(before.bytes), byteString(await bytesToSave(document)), release);
  return stop === undefined && losses.length === 0 ? undefined : { document, live, stop, losses, before };
}

/** Most windows have no live file, and do not load what judges one. */
async function loadJudge() {
  return await Promise.all([import("../../../core/lint/key-file/index.ts"), import("../release.ts")]);
}

/** Each reason on a separate line. */
export function reasonsOf({ stop, losses }: Danger): readonly string[] {
  const first = stop === undefined ? [] : [say`Line ${stop.line + 1}: ${stop.log}`];
  return [...first, ...losses.map(({ message }) => message)];
}

/** The line to go to, from 0. */
export function lineOf({ stop, losses }: Danger): number {
  return stop?.line ?? losses[0]?.place.line ?? 0;
}

function byteString(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
