/** What lists of agents need of this machine: what is known from where they lie, and their mode. */

import { chmod, stat } from "node:fs/promises";
import { keyFileFacts } from "../core/files/index.ts";
import { pathOf } from "./file-path.ts";
import type { KeyFilePorts } from "./key-files.ts";

const OTHERS = 0o007;

export const nodeKeyFiles: KeyFilePorts = {
  async look(uri) {
    const path = pathOf(uri);
    return path === undefined ? {} : { path, ...(await keyFileFacts(path)) };
  },

  /** As `chmod o-rwx`: owner and group, which differ from release to release, keep what they have. */
  async takeFromOthers(uri) {
    const path = pathOf(uri);
    if (path === undefined) return;
    const { mode } = await stat(path);
    await chmod(path, mode & 0o7777 & ~OTHERS);
  },
};
