/** What a face knows about a `client.keys` besides its text. */

import type { Role } from "./rules/rule.ts";

/** Missing facts are unknown, and no rule reports them. */
export interface KeyFileOnDisk {
  /** Its path or its URI. */
  readonly path?: string | undefined;
  /** Permission bits. */
  readonly mode?: number | undefined;
  /** The path under which a git repository tracks the file, relative to the repository's folder. */
  readonly trackedAs?: string | undefined;
  /** Whose file it is, as far as the files around it tell. */
  readonly role?: Role | undefined;
}
