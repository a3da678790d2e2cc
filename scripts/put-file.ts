/** Writes built files so that a program that reads one meanwhile finds the complete old or new file. */

import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Writes beside the place and moves the file there. `mode` is as in chmod. */
export function putFile(file: string, content: string | Uint8Array, mode = 0o644): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.new`;
  writeFileSync(beside, content, { mode });
  renameSync(beside, file);
}
