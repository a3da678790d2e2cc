/** The content of a `client.keys`, in numbers. */

import type { LintSettings } from "../settings.ts";
import type { KeyFileDocument } from "./document/key-file-document.ts";
import { findingsOf } from "./findings.ts";
import type { KeyFileOnDisk } from "./on-disk.ts";
import { type RoleReading, roleOf } from "./role.ts";
import { fileRules } from "./rules/index.ts";

export interface KeyFileStatus extends RoleReading {
  /** Live records. */
  readonly active: number;
  readonly removed: number;
  /** Lines that the manager skips, or at which the daemon that reads them exits. */
  readonly faulty: number;
  readonly findings: number;
  /** The titles of the findings about the file as a whole, which no line shows. */
  readonly ofFile: readonly string[];
  /** The release whose rules apply. */
  readonly release: string;
  /** The file has the name of a list of agents but is something else. */
  readonly otherFile: boolean;
}

/** The numbers of a file. The cost does not grow with the file. */
export function statusOf(
  document: KeyFileDocument,
  { severities, release, role }: LintSettings,
  disk: KeyFileOnDisk,
): KeyFileStatus {
  const { records, removed, skipped, fatal } = document.fileFacts();
  const { total, totals } = findingsOf(document, { severities, cap: 1, disk });
  return {
    ...roleOf(document, role, disk),
    active: records,
    removed,
    faulty: skipped + fatal,
    findings: total,
    ofFile: fileRules.flatMap(({ code, at, title }) =>
      at === "first-line" && totals.has(code) ? [title] : [],
    ),
    release: release.id,
    otherFile: totals.has("not-a-key-file"),
  };
}
