/** The manager's file system, for the configuration that a manager on this machine lives on. */

import { managerPrograms } from "../core/files/index.ts";
import type { Programs } from "../core/lint/config/index.ts";
import { pathOf } from "./file-path.ts";

/** What the manager could run, for the address of its own `etc/ossec.conf`; undefined for a copy. */
export function findPrograms(uri: string): Programs | undefined {
  const path = pathOf(uri);
  return path === undefined ? undefined : managerPrograms(path);
}
