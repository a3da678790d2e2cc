/** The smallest change, in whole lines, that makes one text from another. */

export interface ChangedSpan {
  /** Offsets in the old text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Equal parts are skipped in steps of this many characters, which is many times faster than one by one. */
const STEP = 1 << 15;

/** Undefined if the texts are equal. */
export function changedSpan(before: string, after: string): ChangedSpan | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + STEP <= shorter && before.slice(start, start + STEP) === after.slice(start, start + STEP)) {
    start += STEP;
  }
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  start = before.slice(0, start).lastIndexOf("\n") + 1;
  let same = 0;
  while (same + STEP <= shorter - start && stepFromEnd(before, same) === stepFromEnd(after, same))
    same += STEP;
  while (same < shorter - start && fromEnd(before, same) === fromEnd(after, same)) same++;
  // The unchanged end begins after a line feed.
  const feed = before.indexOf("\n", before.length - same);
  const end = feed < 0 ? before.length : feed + 1;
  return { start, end, text: after.slice(start, after.length - (before.length - end)) };
}

function stepFromEnd(text: string, at: number): string {
  return text.slice(text.length - at - STEP, text.length - at);
}

function fromEnd(text: string, at: number): number {
  return text.charCodeAt(text.length - 1 - at);
}
