/** The manager's file system, for the configuration that a manager on this machine lives on. */

import { fileURLToPath } from "node:url";
import { managerPrograms } from "../core/files/index.ts";
import type { Programs } from "../core/lint/config/index.ts";

/** What the manager could run, for the address of its own `etc/ossec.conf`; undefined for a copy. */
export function findPrograms(uri: string): Programs | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return managerPrograms(fileURLToPath(uri));
  } catch {
    // An address that no file can have.
    return undefined;
  }
}
