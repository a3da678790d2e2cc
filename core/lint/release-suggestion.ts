/** The likely version for one that does not exist. */

import { minorVersions } from "../manager/index.ts";
import { didYouMean } from "./nearest.ts";

/** ` Did you mean "4.4"?`, or empty. A version older than key polling is not a typo. */
export function releaseSuggestion(version: string): string {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version.trim()) ?? [];
  if (major === undefined) return didYouMean(version, minorVersions);
  const notNewer = minorVersions.filter((each) => {
    const [ownMajor, ownMinor] = each.split(".").map(Number);
    return ownMajor === Number(major) && (ownMinor ?? 0) <= Number(minor);
  });
  return didYouMean(`${major}.${minor}`, notNewer);
}
