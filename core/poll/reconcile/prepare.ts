/** Prepares a run from the files: which agents to ask about, and a mark that identifies the run. */

import { createHash } from "node:crypto";
import { KeyMask } from "../../lint/mask.ts";
import {
  type ByteString,
  type ManagerSettings,
  type Release,
  readKeyFile,
  textFromBytes,
} from "../../manager/index.ts";
import { type AskedBy, type ErrorMeanings, idsOf, Roll } from "../../reconcile/index.ts";
import type { PollTarget } from "../target/target.ts";

export interface Preparing {
  /** The content of client.keys. Undefined if there is none. */
  readonly keys: ByteString | undefined;
  /** A list of ids that may be only in the database. */
  readonly ids?: ByteString | undefined;
  readonly by?: AskedBy;
  readonly target: PollTarget;
  readonly settings: ManagerSettings;
  readonly errors: ErrorMeanings;
}

export type Prepared =
  | { readonly kind: "ready"; readonly roll: Roll; readonly mark: string }
  /** There is no agent to ask about. */
  | { readonly kind: "nobody" }
  /**
   * A manager with this file exits with these words (keys masked), so its agents are unknown. `line` is counted from 1;
   * undefined if the whole file is the reason.
   */
  | { readonly kind: "exits"; readonly text: string; readonly line: number | undefined };

/** `mark` differs if the files, the target, or the manager's settings differ. */
export function prepareReconcile({ keys, ids, by = "id", target, settings, errors }: Preparing): Prepared {
  const { release } = settings;
  const reading = keys === undefined ? undefined : readKeyFile(keys, { release, passEmpty: true });
  if (reading?.exit !== undefined) {
    return { kind: "exits", text: masked(textFromBytes(reading.exit.text)), line: reading.exitAt?.line };
  }
  const roll = new Roll(reading, ids === undefined ? [] : idsOf(ids), by);
  if (roll.size === 0) return { kind: "nobody" };
  const mark = markOf([keys, ids], [target, described(settings), by, [...errors]]);
  return { kind: "ready", roll, mark };
}

/** What is asked, in words. Keys are masked. */
export function subjectOfTarget({ execPath, socketPath }: PollTarget): string {
  const parts = [socketPath, execPath === undefined ? undefined : textFromBytes(execPath)];
  return masked(parts.flatMap((part) => part ?? []).join(", then "));
}

function masked(text: string): string {
  return new KeyMask().hide(text);
}

/** The name of the release is enough, because it identifies a row. */
function described({ release, hostName, node, force, forceInsert }: ManagerSettings): unknown {
  return { release: release.id, hostName, node, force, forceInsert };
}

function markOf(files: readonly (ByteString | undefined)[], rest: readonly unknown[]): string {
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(file === undefined ? "-" : createHash("sha256").update(file, "latin1").digest("hex"));
  const plain = (name: string, value: unknown): unknown =>
    name === "release" ? ((value as Partial<Release>).id ?? value) : value;
  return hash.update(JSON.stringify(rest, plain)).digest("hex");
}
