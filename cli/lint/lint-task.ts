/** The task of a thread that checks lists of agents one after the other, as requested. */

import type { MessagePort } from "node:worker_threads";
import type { LintSettings } from "../../core/lint/settings.ts";
import { type ReleaseId, releaseFor } from "../../core/manager/index.ts";
import { type Fingerprints, fingerprintsIn } from "./across.ts";
import { type CheckedFile, checkFile } from "./check-file.ts";
import type { Subject } from "./subjects.ts";

/** The settings that a thread receives. A release is passed by its id, because every thread has its own table. */
export type ThreadSettings = Omit<LintSettings, "release" | "upgradeTo"> & {
  readonly release: ReleaseId;
  readonly upgradeTo: ReleaseId | undefined;
  /** The lists are compared with each other too. */
  readonly across: boolean;
};

export interface ToCheck {
  /** The number of the subject. */
  readonly at: number;
  readonly subject: Subject;
}

export interface CheckedAhead {
  readonly at: number;
  readonly checked: CheckedFile;
  /** What it may share with other lists, if they are compared. */
  readonly fingerprints: Fingerprints;
}

export function lintTask(
  port: MessagePort,
  { release: id, upgradeTo, across, ...others }: ThreadSettings,
): void {
  const release = releaseFor(id);
  if (release === undefined) throw new Error(`There is no release ${id}.`);
  const settings = {
    ...others,
    release,
    upgradeTo: upgradeTo === undefined ? undefined : releaseFor(upgradeTo),
  };
  port.on("message", async ({ at, subject }: ToCheck) => {
    const checked = await checkFile(subject, { settings });
    const fingerprints = across ? await fingerprintsIn(subject, settings) : undefined;
    port.postMessage({ at, checked, fingerprints } satisfies CheckedAhead);
  });
}
