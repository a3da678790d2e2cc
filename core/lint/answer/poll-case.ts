/** One poll with everything that a rule may look at. */

import {
  type ByteString,
  cString,
  type ManagerSettings,
  type Outcome,
  type Source,
} from "../../manager/index.ts";
import type { KeyMask } from "../mask.ts";

export interface PollCase {
  readonly datagram: ByteString;
  readonly source: Source;
  readonly settings: ManagerSettings;
  readonly outcome: Outcome;
  /** Everything the script printed. */
  readonly printed: ByteString;
  /** What the manager reads of it: up to the first NUL. Spans count from its start. */
  readonly output: ByteString;
  readonly mask: KeyMask;
}

/** What the script printed, on both streams. */
export function printedBy(source: Source): ByteString {
  if (source.kind === "output") return source.output;
  return source.kind === "execution" ? source.execution.output : "";
}

/** What the manager reads of it. */
export function outputOf(source: Source): ByteString {
  return cString(printedBy(source));
}
