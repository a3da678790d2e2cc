/** What an entry point of the build needs, according to esbuild's metafile. Everything must have been built. */

import { readFileSync } from "node:fs";
import type { Metafile } from "esbuild";

/** Every file of the build, by its path from the project's folder. */
export const METAFILE = "dist/metafile.json";

export function builtFiles(): Metafile["outputs"] {
  return JSON.parse(readFileSync(METAFILE, "utf8"));
}

/** The entry points themselves with every part that they load at the start or later. */
export function withParts(entries: readonly string[]): readonly string[] {
  const built = builtFiles();
  const found = new Set(entries);
  for (const file of found) {
    for (const { path, external } of built[file]?.imports ?? []) if (external !== true) found.add(path);
  }
  return [...found];
}
