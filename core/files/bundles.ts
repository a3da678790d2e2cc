/** The translations that the package carries. */

import { readFile } from "node:fs/promises";
import { carried } from "./carried.ts";

/** Beside a bundle, and above a part of it or a source. */
const FOLDERS = ["./l10n/", "../l10n/"];

/** Reads the translations into a language, such as `de`, that belong to the module at `url`; undefined if there are none. */
export function bundlesOf(url: string): (language: string) => Promise<string | undefined> {
  return async (language) => {
    const file = `bundle.l10n.${language}.json`;
    try {
      const inside = carried(`dist/l10n/${file}`);
      if (inside !== undefined) return inside.toString("utf8");
    } catch {
      return undefined;
    }
    for (const folder of FOLDERS) {
      const text = await readFile(new URL(folder + file, url), "utf8").catch(() => undefined);
      if (text !== undefined) return text;
    }
    return undefined;
  };
}
