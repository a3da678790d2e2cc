/** The manager in a question. */

import { newestRelease, type Release, releaseFor } from "../core/manager/index.ts";

export interface ManagerOptions {
  /** Wazuh version from 3.8 on, such as `4.14` or `4.7.5`. Default: the newest that polls for keys. */
  readonly release?: string | undefined;
  /** The manager's own host name, which no agent may have. Default: `wazuh-manager`. */
  readonly hostName?: string | undefined;
}

/** The row of releases for a version. Throws a `RangeError` if there is none. */
export function releaseOf(version: string | undefined): Release {
  const release = version === undefined ? newestRelease : releaseFor(version);
  if (release === undefined) throw new RangeError(`"${version}" is not a Wazuh version (3.8 or later).`);
  return release;
}
