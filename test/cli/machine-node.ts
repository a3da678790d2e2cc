/** The oldest available Node: one on the PATH that the project did not install. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Its path; undefined if there is none. */
export const machineNode = (process.env["PATH"] ?? "")
  .split(delimiter)
  .filter((folder) => !folder.includes("node_modules"))
  .map((folder) => join(folder, "node"))
  .find((path) => existsSync(path));

export const machineNodeVersion =
  machineNode === undefined ? "" : spawnSync(machineNode, ["--version"], { encoding: "utf8" }).stdout.trim();
