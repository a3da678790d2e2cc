/** Removing an agent by hand, in the manager's own form: `001 !name …`. */

import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";
import { type ChangedFile, type Insertion, insertInto } from "./change.ts";
import { type FoundRecord, recordOf } from "./record.ts";
import type { Refusal } from "./refusal.ts";

/** The mark before the name; nothing else of the record changes. */
export function removalOf({ start, bytes }: FoundRecord): Insertion {
  return { at: start + bytes.indexOf(" ") + 1, bytes: "!" };
}

/** Turns the first live record with this id into one of a removed agent. */
export function removeAgent(file: ByteString, id: ByteString, release: Release): ChangedFile | Refusal {
  const found = recordOf(file, id, release);
  if ("kind" in found) return found;
  const { entry } = found;
  return { kind: "changed", file: insertInto(file, removalOf(found)), id: entry.id, name: entry.name };
}
