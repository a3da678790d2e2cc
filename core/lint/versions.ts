/** The versions that rows of releases describe, in words. */

import { type Release, releaseFor, releases } from "../manager/index.ts";
import { say } from "../words/index.ts";

/** `3.8 to 4.3`, `4.14.7`, or `5.0 and newer`: the versions from the beginning of one row to the end of another. */
export function versionsText(first: Release, last: Release = first): string {
  const { from } = first.covers;
  const { to } = last.covers;
  if (to === undefined) return say`${from.endsWith(".0") ? minorOf(from) : from} and newer`;
  const whole = from.endsWith(".0") && endsMinor(last);
  const [start, end] = whole ? [minorOf(from), minorOf(to)] : [from, to];
  return start === end ? start : say`${start} to ${end}`;
}

/** `Wazuh 4.14`, or `Wazuh 4.7.0 to 4.14.5` if a row spans minor versions and its name alone would say too little. */
export function wazuhText(release: Release | string): string {
  const row = typeof release === "string" ? releaseFor(release) : release;
  if (row === undefined) return `Wazuh ${release}`;
  const { from, to } = row.covers;
  const spans = to !== undefined && minorOf(from) !== minorOf(to);
  return `Wazuh ${spans ? versionsText(row) : row.id}`;
}

/** Whether the row ends with the newest patch of a minor version. */
function endsMinor(row: Release): boolean {
  return releases[releases.indexOf(row) + 1]?.covers.from.endsWith(".0") === true;
}

function minorOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}
