/** What every entry point needs first: the dependencies, and the tools on the PATH. Plain JavaScript for Node 20.19 and newer. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

const binaries = join(projectRoot, "node_modules", ".bin");

/** npm writes this file at the end of an installation. */
const installed = join(projectRoot, "node_modules", ".package-lock.json");

/** Installs the dependencies where they are missing; ends the process with a reason where that fails. */
export function ensureInstalled() {
  if (existsSync(installed)) return;
  console.log("Installing the dependencies (once) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, stdout, stderr } = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: projectRoot,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  console.error(`${stdout ?? ""}${stderr ?? ""}`);
  console.error("npm ci failed (see above). Check the network and the npm registry, then try again.");
  process.exit(2);
}

/** The environment in which the project's tools run: its own Node 24 and its own commands come first. */
export function toolEnvironment() {
  return { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ""}` };
}
