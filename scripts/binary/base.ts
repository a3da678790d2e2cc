/** Node's own executables, into which the program is put: from npm, of one release, verified by their checksums. */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * The release on which the project's tools run, too. It needs no library that a small system lacks; 26 needs libatomic.
 */
export const BASE_RELEASE = "24.21.0";

/**
 * The SHA-256 of each executable. A new release of Node needs a new row of sums, and a new version of `node` in the
 * manifest.
 */
const SUMS = {
  x64: "7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c",
  arm64: "0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584",
} as const;

export type Architecture = keyof typeof SUMS;

export const architectures: readonly Architecture[] = ["x64", "arm64"];

export interface Base {
  readonly executable: Buffer;
  readonly licence: string;
}

/**
 * The executable and its licence, kept in the folder `cache`. Throws if it cannot be downloaded, or if its checksum
 * differs.
 */
export function baseOf(architecture: Architecture, cache: string): Base {
  const name = `node-linux-${architecture}`;
  const folder = path.resolve(cache, `${name}-${BASE_RELEASE}`);
  if (!existsSync(folder)) download(`${name}@${BASE_RELEASE}`, folder);
  const executable = readFileSync(path.join(folder, "package/bin/node"));
  const sum = createHash("sha256").update(executable).digest("hex");
  if (sum !== SUMS[architecture]) {
    throw new Error(
      `${name} ${BASE_RELEASE} has the SHA-256 ${sum}, which is not the known one. Remove ${folder}, and try again.`,
    );
  }
  return { executable, licence: readFileSync(path.join(folder, "package/LICENSE"), "utf8") };
}

/** The folder appears complete or not at all. */
function download(name: string, folder: string): void {
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  const draft = mkdtempSync(`${folder}.draft-`);
  try {
    const packed = execFileSync("npm", ["pack", name, "--json", "--loglevel=error"], {
      cwd: draft,
      encoding: "utf8",
    });
    const [{ filename }] = JSON.parse(packed);
    execFileSync("tar", ["-xzf", filename, "package/bin/node", "package/LICENSE"], { cwd: draft });
    rmSync(path.join(draft, filename));
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
