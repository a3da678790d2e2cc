/** What a configuration names on this machine: programs that a manager could run, files that can be shown. */

import { pathToFileURL } from "node:url";
import { look, managerPrograms } from "../core/files/index.ts";
import type { Programs } from "../core/lint/config/index.ts";
import { pathOf } from "./file-path.ts";

/** What the manager could run, for the address of its own `etc/ossec.conf`; undefined for a copy. */
export function findPrograms(uri: string): Programs | undefined {
  const path = pathOf(uri);
  return path === undefined ? undefined : managerPrograms(path);
}

/** The address of a file with text in it. Not asked on Windows, where a path can name another machine, and no manager runs. */
export function findText(path: string): string | undefined {
  if (process.platform === "win32") return undefined;
  const found = look(path);
  return found.kind === "file" && !found.start.includes("\0") ? pathToFileURL(path).href : undefined;
}
