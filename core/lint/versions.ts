/** The versions that rows of releases describe, in words. */

import { type Release, releases } from "../manager/index.ts";

/** `3.8 to 4.3`, `4.14.7`, or `5.0 and newer`: the versions from the beginning of one row to the end of another. */
export function versionsText(first: Release, last: Release = first): string {
  const { from } = first.covers;
  const { to } = last.covers;
  if (to === undefined) return `${from.endsWith(".0") ? minorOf(from) : from} and newer`;
  const whole = from.endsWith(".0") && endsMinor(last);
  const [start, end] = whole ? [minorOf(from), minorOf(to)] : [from, to];
  return start === end ? start : `${start} to ${end}`;
}

/** Whether the row ends with the newest patch of a minor version. */
function endsMinor(row: Release): boolean {
  return releases[releases.indexOf(row) + 1]?.covers.from.endsWith(".0") === true;
}

function minorOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}
