/** What a face knows of a `client.keys` beside its text. */

import type { Role } from "./rules/rule.ts";

/** What is missing is unknown, and no rule speaks of it. */
export interface KeyFileOnDisk {
  /** Its path or its address. */
  readonly path?: string | undefined;
  /** Permission bits. */
  readonly mode?: number | undefined;
  /** The path under which a git repository tracks the file, from the repository's folder on. */
  readonly trackedAs?: string | undefined;
  /** Whose it is, as far as the file's surroundings say. */
  readonly role?: Role | undefined;
}
