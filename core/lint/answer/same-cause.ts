/** Finds samples that failed for the same reason, so that one problem is reported once. */

import { isProblem } from "../severity.ts";
import type { Verdict } from "./verdict.ts";

/** What identifies the cause of a failure. */
export type Failing = Pick<Verdict, "request" | "state" | "title" | "findings"> & {
  readonly landing?: string | undefined;
};

/** Samples with one cause together, in the order of the first of each. Those that did not fail are not grouped. */
export function byCause<T>(
  samples: readonly T[],
  failingOf: (sample: T) => Failing,
): (readonly [T, ...T[]])[] {
  const groups = new Map<unknown, [T, ...T[]]>();
  for (const sample of samples) {
    const cause = causeOf(failingOf(sample)) ?? sample;
    const alike = groups.get(cause);
    if (alike === undefined) groups.set(cause, [sample]);
    else alike.push(sample);
  }
  return [...groups.values()];
}

/** The same for samples that arrive one by one. */
export class SameCauses<T> {
  readonly #first = new Map<string, T>();

  /** The first sample with the same cause. Undefined for that sample itself, and for one that did not fail. */
  firstLike(sample: T, failing: Failing): T | undefined {
    const cause = causeOf(failing);
    if (cause === undefined) return undefined;
    const first = this.#first.get(cause);
    if (first === undefined) this.#first.set(cause, sample);
    return first;
  }
}

/** A value with fewer characters is replaced only in quotation marks. */
const SHORTEST_FOUND = 3;

/**
 * The same text for samples with one cause, whatever their request. The line that is added to the file is not part of
 * it.
 */
function causeOf({ request, state, title, findings, landing }: Failing): string | undefined {
  if (state !== "failed" || landing !== undefined) return undefined;
  const asked = request.slice(request.indexOf(":") + 1);
  // A short value is also found where the message does not mean it: the 1 of "line 1".
  const isShort = asked.length < SHORTEST_FOUND;
  const general = (text: string): string =>
    isShort ? text.replaceAll(`'${asked}'`, "'…'") : text.replaceAll(asked, "…");
  const grave = findings.filter(({ severity }) => isProblem(severity));
  return [title, ...grave.map(({ rule, message }) => `${rule} ${message}`)].map(general).join("\n");
}
