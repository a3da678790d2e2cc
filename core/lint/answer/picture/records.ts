/** The lines of `client.keys` that a registration changes, before and after, without their keys. */

import { type KeyEntry, type Outcome, type Release, readAddress } from "../../../manager/index.ts";
import type { KeyMask } from "../../mask.ts";
import { shownRecord } from "../text.ts";
import type { Verdict } from "../verdict.ts";
import type { RecordChange } from "./picture.ts";

/** Empty if the way ends before the registration. */
export function recordChanges(
  { outcome, landing, removed }: Verdict,
  release: Release,
  mask: KeyMask,
): readonly RecordChange[] {
  const { registration, store } = outcome;
  if (registration === undefined) return [];
  // The store keeps the lines of removed agents for the next rewrite of the file, the latest at the end.
  const last = store.removed.slice(store.removed.length - registration.replaced.length);
  const replaced = registration.replaced.map((entry, at): RecordChange => {
    return { kind: "removed", before: removed[at], after: shownRecord(last[at] ?? "", entry, mask) };
  });
  const inTheWay = holder(outcome, release);
  const kept = inTheWay === undefined ? undefined : shownRecord(store.lineOf(inTheWay), inTheWay, mask);
  return [
    ...replaced,
    ...(kept === undefined ? [] : [{ kind: "kept", before: kept, after: kept } as const]),
    ...(landing === undefined ? [] : [{ kind: "added", before: undefined, after: landing } as const]),
  ];
}

/** The agent that prevents the registration of another one. */
function holder({ registration, answer, store }: Outcome, release: Release): KeyEntry | undefined {
  if (registration?.kind !== "rejected" || answer?.kind !== "agent") return undefined;
  const { id = "", name = "", ip = "" } = answer.agent;
  switch (registration.code) {
    case 9012:
      return store.findById(id);
    case 9007:
      // Older releases look for the text as in the answer.
      return store.findByIp(readAddress(ip, release)?.stored ?? ip) ?? store.findByIp(ip);
    case 9008:
      return store.findByName(name);
    default:
      return undefined;
  }
}
