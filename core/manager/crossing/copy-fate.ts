/**
 * The fate of a record if `client.keys` is copied to a manager of 5.x unchanged: both readers of remoted must accept
 * it.
 */

import type { KeyListEntry } from "../key-file/key-list.ts";
import { present } from "../present.ts";
import { CARRIED, type Fate } from "./fate.ts";
import type { KeystoreLine, KeystoreReading } from "./keystore.ts";

export interface CopiedRecord {
  readonly record: KeyListEntry;
  /** True if it begins where its line begins. The rest of a line over 2047 bytes is a record to the C reader only. */
  readonly startsLine: boolean;
  /** The line of the first record with the same id. */
  readonly firstOfId: number;
}

/** `keystore` is undefined if the release has none. */
export function copyFate(copied: CopiedRecord, keystore: KeystoreReading | undefined): Fate {
  const { record, startsLine, firstOfId } = copied;
  const { line, ip } = record;
  if (record.address === undefined) {
    return {
      kind: "refused",
      by: "legacy",
      reason: "address",
      message: `(1237): Invalid ip address: '${ip}'.`,
    };
  }
  if (firstOfId !== line) return { kind: "folded", by: "legacy", reason: "same-id", other: firstOfId };
  if (keystore === undefined) return CARRIED;
  if (!startsLine) return { kind: "dropped", by: "keystore", reason: "long-line" };
  return keystoreFate(record, present(keystore.lines[line - 1]), keystore.holders);
}

function keystoreFate(
  { line, id, key }: KeyListEntry,
  read: KeystoreLine,
  holders: ReadonlyMap<number, number>,
): Fate {
  if (read.kind === "ignored" || read.kind === "removed")
    return { kind: "dropped", by: "keystore", reason: "read-as-removed" };
  switch (read.kind) {
    case "few-fields":
      return {
        kind: "dropped",
        by: "keystore",
        reason: "few-fields",
        message: `client.keys line ${line} has fewer than 4 fields; skipping.`,
      };
    case "bad-id":
      return {
        kind: "dropped",
        by: "keystore",
        reason: "id-no-number",
        message: `client.keys line ${line}: agent id '${id}' is not a non-negative integer; skipping.`,
      };
    case "bad-address":
      return {
        kind: "refused",
        by: "keystore",
        reason: "address",
        message: `client.keys line ${line}: the address '${read.shown}' registered for agent ${read.number} is not a valid address or range; that agent's requests will be rejected until it is fixed.`,
      };
  }
  const other = holders.get(read.number);
  if (other !== line && other !== undefined)
    return { kind: "folded", by: "keystore", reason: "same-id", other };
  if (read.kind === "unusable") return unusableFate(line, read.number, read.why);
  return read.key === key ? CARRIED : { kind: "no-authentication", by: "keystore", reason: "other-key" };
}

/**
 * `line` is a number, or `…` if the line in the manager's own file is unknown. The immediate warning was read in branch
 * 5.0.0 and 5.1.0-alpha0; its text after #38699 is unknown.
 */
export function unusableFate(line: number | "…", number: number, why: "key" | "key-length"): Fate {
  const kind = "no-authentication";
  if (why === "key-length") return { kind, by: "keystore", reason: "key-length" };
  const message = `client.keys line ${line}: the key for agent ${number} does not decode to a valid AES key; that agent's requests will be rejected. Re-enroll it.`;
  return { kind, by: "keystore", reason: "key-form", message };
}
