/** Giving an agent another key by hand; id, name and address stay. */

import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";
import type { ChangedFile } from "./change.ts";
import { recordOf } from "./record.ts";
import type { Refusal } from "./refusal.ts";

/** Puts `key` in the place of the key of the first live record with this id, with all that follows it on the line. */
export function rekeyAgent(
  file: ByteString,
  id: ByteString,
  key: ByteString,
  release: Release,
): ChangedFile | Refusal {
  const found = recordOf(file, id, release);
  if ("kind" in found) return found;
  const { start, bytes, entry } = found;
  const fields = bytes.split(" ", 3).join(" ");
  const lineFeed = bytes.endsWith("\n") ? "\n" : "";
  return {
    kind: "changed",
    file: `${file.slice(0, start)}${fields} ${key}${lineFeed}${file.slice(start + bytes.length)}`,
    id: entry.id,
    name: entry.name,
  };
}
