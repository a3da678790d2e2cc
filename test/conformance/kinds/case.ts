/** One question to the model with the answer that was recorded. */

import { type Address, hexOfWords, type Release, releaseFor } from "../../../core/manager/index.ts";

export interface Case {
  readonly kind: string;
  /** The tag whose functions were recorded, without its `v`. */
  readonly release: string;
  readonly expected: unknown;
  readonly actual: unknown;
  /** The recorder is wrong here; the source of the release shows what the manager does. */
  readonly recorderWrong?: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: records are read as they are; the kinds are their decoders.
export type Record = any;

/** The newest tag, from which the records without a release come, and the tag for their older results. */
export const NEWEST = "4.14.7";
export const BEFORE_IPV6 = "4.3.11";

/** The tag that a recording names: a version, or the minor version whose newest patch was recorded (3.8: its first). */
export function tagOf(release: string): string {
  return (
    { "3.8": "3.8.0", "3.13": "3.13.6", "4.3": "4.3.11", "4.4": "4.4.5", "4.9": "4.9.2", "4.14": "4.14.7" }[
      release
    ] ?? release
  );
}

/** The tags that a record applies to. */
export function tagsOf(record: Record): readonly string[] {
  return [record.release ?? NEWEST].flat().map(tagOf);
}

export function rowFor(tag: string): Release {
  const release = releaseFor(tag);
  if (release === undefined) throw new Error(`no release ${tag}`);
  return release;
}

export function bits(address: Address): { addr: string; mask: string } {
  return { addr: hexOfWords(address.network), mask: hexOfWords(address.mask) };
}

/** The part of `actual` that the record describes: the members that `expected` has, at every level. */
export function projected(actual: unknown, expected: unknown): unknown {
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return actual.map((each, at) => projected(each, expected[at]));
  }
  if (!isObject(actual) || !isObject(expected)) return actual;
  const members = new Map(Object.entries(actual));
  return Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [name, projected(members.get(name), value)]),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
