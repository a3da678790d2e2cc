/** What a manager on this machine could run: the file system as the check of `ossec.conf` sees it. */

import { closeSync, openSync, readSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { signs } from "./live.ts";

/** The kernel looks at this many bytes of a script. */
const KERNEL_BYTES = 256;

/** Where a manager looks for programs without a path: the usual PATH of its service. */
const SEARCH_PATH = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** The kind of file at a path. */
export type FoundFile =
  | { readonly kind: "missing" | "folder" | "other" | "unknown" }
  | { readonly kind: "file"; readonly executable: boolean; readonly start: string };

export interface ManagerPrograms {
  look(path: string): FoundFile;
  readonly searchPath: readonly string[];
  readonly installation: string;
}

/** For the `etc/ossec.conf` of a manager that is installed on this machine. Undefined for a copy. */
export function managerPrograms(path: string): ManagerPrograms | undefined {
  const folder = dirname(resolve(path));
  if (basename(path) !== "ossec.conf" || basename(folder) !== "etc") return undefined;
  const installation = dirname(folder);
  const isInstalled = signs.manager.some((sign) => look(join(installation, sign)).kind !== "missing");
  return isInstalled ? { look, searchPath: SEARCH_PATH, installation } : undefined;
}

export function look(path: string): FoundFile {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return { kind: code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unknown" };
  }
  if (stats.isDirectory()) return { kind: "folder" };
  if (!stats.isFile()) return { kind: "other" };
  return { kind: "file", executable: (stats.mode & 0o111) !== 0, start: startOf(path) };
}

/** The first bytes. A file that we cannot read counts as one without a first line. */
function startOf(path: string): string {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(KERNEL_BYTES);
      return bytes.toString("latin1", 0, readSync(file, bytes, 0, KERNEL_BYTES, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}
