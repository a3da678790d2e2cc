/**
 * What every entry point needs first: the dependencies, and the tools on the PATH. Plain JavaScript for Node 20.19 and
 * newer.
 */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

const binaries = join(projectRoot, "node_modules", ".bin");

/** npm writes this file at the end of an installation. */
const installed = join(projectRoot, "node_modules", ".package-lock.json");

/**
 * Installs missing dependencies. Ends the process with a reason if that fails. If a registry lacks packages for other
 * platforms, `npm ci` refuses the lock file; `npm install` then installs the same versions.
 */
export function ensureInstalled() {
  if (existsSync(installed)) return;
  console.log("Installing the dependencies (once) …");
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const attempts = [
    ["ci", ...quiet],
    ["install", "--no-save", ...quiet],
  ];
  let last = { stdout: "", stderr: "" };
  for (const args of attempts) {
    last = npm(args);
    if (last.status === 0) return;
  }
  console.error(`${last.stdout ?? ""}${last.stderr ?? ""}`);
  console.error(
    "npm could not install the dependencies (see above). Check the network and the npm registry, then try again.",
  );
  process.exit(2);
}

function npm(args) {
  const windows = process.platform === "win32";
  return spawnSync(windows ? "npm.cmd" : "npm", args, { cwd: projectRoot, encoding: "utf8", shell: windows });
}

/** The environment in which the project's tools run: its own Node 24 and its own commands come first. */
export function toolEnvironment() {
  return { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ""}` };
}
