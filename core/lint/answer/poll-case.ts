/** One poll with everything that a rule may read. */

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
  /** Everything that the script printed. */
  readonly printed: ByteString;
  /** What the manager reads of it: up to the first NUL. Spans count from its start. */
  readonly output: ByteString;
  readonly mask: KeyMask;
}

/** What the script printed on both streams, or the answer of the socket. */
export function printedBy(source: Source): ByteString {
  switch (source.kind) {
    case "output":
      return source.output;
    case "execution":
      return source.execution.output;
    case "socket":
      return printedBy(source.gave);
    default:
      return "";
  }
}

/** What the manager reads of it. */
export function outputOf(source: Source): ByteString {
  return cString(printedBy(source));
}
