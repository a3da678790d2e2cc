/** The manager that a command asks about, from the user's description. */

import { releaseSuggestion } from "../core/lint/release-suggestion.ts";
import {
  describedManager,
  type ManagerSettings,
  minorVersions,
  newestRelease,
  type Release,
  releaseFor,
} from "../core/manager/index.ts";
import { failure, type Result, success } from "./terminal/problem.ts";

/** Options that describe the manager, as the command line has them. */
export interface ManagerFlags {
  readonly release?: string;
  readonly hostName?: string;
  readonly worker?: boolean;
}

/** The row of releases for a version. Default: the newest with key polling. */
export function readRelease(version: string | undefined): Result<Release> {
  if (version === undefined) return success(newestRelease);
  const release = releaseFor(version);
  if (release !== undefined) return success(release);
  return failure(
    `"${version}" is not a Wazuh version (3.8 or later).${releaseSuggestion(version)}`,
    `Write it as 4.14 or 4.7.5; the versions are ${minorVersions.join(", ")}.`,
  );
}

export function readManagerSettings({ release, hostName, worker }: ManagerFlags): Result<ManagerSettings> {
  const row = readRelease(release);
  if (!row.ok) return row;
  return success(describedManager({ release: row.value, hostName, node: worker ? "worker" : "master" }));
}
