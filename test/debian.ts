/** Debian's packages that tests need: installed if possible, otherwise named. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Installs what is missing, as root on Debian. Returns what is still missing, in sentences. */
export function installDebianPackages(names: readonly string[]): readonly string[] {
  if (!existsSync("/etc/debian_version")) {
    return ["No Debian: programs that are missing are left out."];
  }
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return [];
  if (process.getuid?.() !== 0) {
    return [`Not root: these packages are missing and left out: ${missing.join(" ")}`];
  }
  console.log(`Installing ${missing.length} packages: ${missing.join(" ")}`);
  const apt = (args: readonly string[]) =>
    spawnSync("apt-get", ["-q", ...args], {
      // No server of the system is started: the tests start their own.
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
      encoding: "utf8",
    });
  apt(["update"]);
  const run = apt(["install", "-y", "--no-install-recommends", ...missing]);
  return run.status === 0 ? [] : [`Packages were not installed: ${run.stderr.trim()}`];
}

function isInstalled(name: string): boolean {
  return spawnSync("dpkg", ["-s", name], { encoding: "utf8" }).stdout.includes(
    "\nStatus: install ok installed",
  );
}
