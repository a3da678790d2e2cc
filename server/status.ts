/** What an open file holds, in numbers: asked for by editors that show it beside the text. */

import { findingsOf } from "../core/lint/key-file/index.ts";
import type { LintSettings } from "../core/lint/settings.ts";
import type { OpenKeyFile } from "./key-files.ts";

/** The request's method; its parameters are those of a text document (`uri`). */
export const STATUS_METHOD = "keypoll/status";

export interface KeyFileStatus {
  /** Live records. */
  readonly active: number;
  readonly removed: number;
  /** Lines that the manager skips, or that end the daemon that reads them. */
  readonly faulty: number;
  readonly findings: number;
  readonly role: "manager" | "agent";
  /** The release whose rules hold. */
  readonly release: string;
  /** The file bears the name of a list of agents but is something else. */
  readonly otherFile: boolean;
}

/** The numbers of a file. The cost does not grow with the file. */
export function statusOf(file: OpenKeyFile, { severities, release }: LintSettings): KeyFileStatus {
  const { records, removed, skipped, fatal } = file.model.fileFacts();
  const { total, totals } = findingsOf(file.model, { severities, cap: 1 });
  const otherFile = totals.has("not-a-key-file");
  return {
    active: records,
    removed,
    faulty: skipped + fatal,
    findings: total,
    role: file.model.context.role,
    release: release.id,
    otherFile,
  };
}
