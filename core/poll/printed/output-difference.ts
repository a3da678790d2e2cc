/** Where two outputs that should be the same begin to differ, and what each has there. */

import { byteMask, printedBy, type Verdict } from "../../lint/answer/index.ts";
import type { KeyMask } from "../../lint/mask.ts";
import { cString, type Source } from "../../manager/index.ts";
import { type PrintedView, printedView } from "./printed-view.ts";

/** What the script or socket gave, and the verdict on it. */
export interface Judged {
  readonly source: Source;
  readonly verdict: Verdict;
}

export interface OutputDifference {
  /** Offset of the first byte that differs. */
  readonly offset: number;
  /** Each output around that byte, which is marked. Contains no key. */
  readonly one: PrintedView;
  readonly other: PrintedView;
}

/** Undefined if both are the same, byte for byte. */
export function outputDifference(one: Judged, other: Judged): OutputDifference | undefined {
  const [first, second] = [printedBy(one.source), printedBy(other.source)];
  if (first === second) return undefined;
  let offset = 0;
  while (offset < first.length && first[offset] === second[offset]) offset++;
  const marked = { start: offset, end: offset + 1 };
  return {
    offset,
    one: printedView(first, { marked, mask: maskOf(one) }),
    other: printedView(second, { marked, mask: maskOf(other) }),
  };
}

function maskOf({ source, verdict }: Judged): KeyMask {
  return byteMask(verdict.outcome, cString(printedBy(source)));
}
