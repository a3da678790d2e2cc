/** What scripts need of this machine: the parsers beside the server, and the mode of files. */

import { chmod, stat } from "node:fs/promises";
import { parsersOf } from "../core/files/index.ts";
import { checkSyntax } from "../core/poll/index.ts";
import { pathOf } from "./file-path.ts";
import type { ScriptPorts } from "./scripts.ts";

const EXECUTE_BITS = 0o111;

export const nodeScripts: ScriptPorts = {
  readWasm: parsersOf(import.meta.url),

  async isExecutable(uri) {
    const path = pathOf(uri);
    // Windows has no such mode, and no manager.
    if (path === undefined || process.platform === "win32") return undefined;
    const facts = await stat(path).catch(() => undefined);
    return facts === undefined ? undefined : (facts.mode & EXECUTE_BITS) !== 0;
  },

  /** As `chmod +x`, but only for those who may read the file. */
  async makeExecutable(uri) {
    const path = pathOf(uri);
    if (path === undefined) return;
    const { mode } = await stat(path);
    await chmod(path, mode | ((mode & 0o444) >> 2));
  },

  /** The address only says how the file is called. */
  checkSyntax: (uri, language, text) => checkSyntax({ language, path: uri, text }),
};
