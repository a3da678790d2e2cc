/** The translations that the package carries. */

import { readFile } from "node:fs/promises";
import { type Carried, carried } from "./carried.ts";

/** Beside a bundle, and above a part of it or a source. */
const FOLDERS = ["./l10n/", "../l10n/"];

/** Reads the translations into a language, such as `de`, that belong to the module at `url`; undefined if there are none. */
export function bundlesOf(
  url: string,
  inside: Carried = carried,
): (language: string) => Promise<string | undefined> {
  return async (language) => {
    const file = `bundle.l10n.${language}.json`;
    try {
      const bundle = inside(`dist/l10n/${file}`);
      if (bundle !== undefined) return bundle.toString();
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
