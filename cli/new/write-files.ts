/** Writing the files of a new script: each all or nothing, with its mode from the first moment. */

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { writeProblem } from "../../core/files/index.ts";
import type { ScaffoldFile } from "../../core/scaffold/index.ts";
import { putFile } from "../put-file.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Makes the folders that are not there. False where a file could not be written; then the terminal has been told why. */
export async function writeFiles(
  folder: string,
  files: readonly ScaffoldFile[],
  terminal: Terminal,
): Promise<boolean> {
  for (const { name, content, mode } of files) {
    const target = path.join(folder, name);
    try {
      await mkdir(path.dirname(target), { recursive: true });
    } catch (error) {
      terminal.complain(writeProblem(target, error));
      return false;
    }
    if (!(await putFile(target, content, { backup: false, exactMode: mode }, terminal))) return false;
  }
  return true;
}
