/** Writing the files of a new script: each all or nothing, with its mode. */

import { chmod, mkdir } from "node:fs/promises";
import path from "node:path";
import { type FileProblem, replaceFile, writeProblem } from "../../core/files/index.ts";
import type { ScaffoldFile } from "../../core/scaffold/index.ts";

/** Makes the folders that are not there. What is returned is why a file could not be written, or undefined. */
export async function writeFiles(
  folder: string,
  files: readonly ScaffoldFile[],
): Promise<FileProblem | undefined> {
  for (const { name, content, mode } of files) {
    const target = path.join(folder, name);
    try {
      await mkdir(path.dirname(target), { recursive: true });
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      const replacement = await replaceFile(target, bytes, { backup: false });
      if (replacement.kind === "failed") return replacement;
      await chmod(target, mode);
    } catch (error) {
      return writeProblem(target, error);
    }
  }
  return undefined;
}
