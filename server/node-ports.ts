/**
 * What the server needs from this machine: the programs and files that documents name, file modes, the parsers beside
 * it.
 */

import { chmod, stat } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundlesOf, keyFileFacts, look, managerPrograms, parsersOf } from "../core/files/index.ts";
import { rulePagesOf } from "../core/files/rule-pages.ts";
import type { Programs } from "../core/lint/config/index.ts";
import { here } from "../core/platform/index.ts";
import { checkSyntax } from "../core/poll/index.ts";
import type { KeyFilePorts } from "./key-files.ts";
import type { ScriptPorts } from "./scripts.ts";

/** What the manager could run, for the URI of its own `etc/ossec.conf`. Undefined for a copy. */
export function findPrograms(uri: string): Programs | undefined {
  const path = pathOf(uri);
  return path === undefined ? undefined : managerPrograms(path);
}

/** The URI of a text file. Not supported on Windows, where a path can name another machine and no manager runs. */
export function findText(path: string): string | undefined {
  if (!here.isUnix) return undefined;
  const found = look(path);
  return found.kind === "file" && !found.start.includes("\0") ? pathToFileURL(path).href : undefined;
}

/** The translations beside the server. */
export const readBundle = bundlesOf(import.meta.url);

/** The page of a rule, from the package. */
export const pageOf = rulePagesOf(import.meta.url);

const OTHERS = 0o007;

export const nodeKeyFiles: KeyFilePorts = {
  async look(uri) {
    const path = pathOf(uri);
    return path === undefined ? {} : { path, ...(await keyFileFacts(path)) };
  },

  /** As `chmod o-rwx`. Owner and group, which differ from release to release, keep their permissions. */
  async takeFromOthers(uri) {
    const path = pathOf(uri);
    if (path === undefined) return;
    const { mode } = await stat(path);
    await chmod(path, mode & 0o7777 & ~OTHERS);
  },
};

const EXECUTE_BITS = 0o111;

export const nodeScripts: ScriptPorts = {
  readWasm: parsersOf(import.meta.url),

  async isExecutable(uri) {
    const path = pathOf(uri);
    // Windows has no such mode, and no manager.
    if (path === undefined || !here.isUnix) return undefined;
    const facts = await stat(path).catch(() => undefined);
    return facts === undefined ? undefined : (facts.mode & EXECUTE_BITS) !== 0;
  },

  /** As `chmod +x`, but only for users who can read the file. */
  async makeExecutable(uri) {
    const path = pathOf(uri);
    if (path === undefined) return;
    const { mode } = await stat(path);
    await chmod(path, mode | ((mode & 0o444) >> 2));
  },

  /** The URI only gives the name of the file. */
  checkSyntax: (uri, language, text) => checkSyntax({ language, path: uri, text }),
};

/** The path of a document that is a file on this machine. Undefined for a document that is not a file, and for a URI that no file can have. */
function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
