/** The pages of the rules: Markdown files in the package. */

import { readFileSync } from "node:fs";
import { carried } from "./carried.ts";

const PAGES = "docs/rules";

/** The package's folder, from a bundle, a part of a bundle, or the sources. */
const ROOTS = ["../", "../../"];

/** The page of a rule as Markdown. Undefined if there is no such page, or if the package contains only the program. */
export type PageOf = (code: string) => string | undefined;

/** Reads the pages that belong to the module at `url`. */
export function rulePagesOf(url: string): PageOf {
  return (code) => {
    // A code is never a path.
    if (!/^[a-z0-9-]+$/.test(code)) return undefined;
    const path = `${PAGES}/${code}.md`;
    for (const root of ROOTS) {
      try {
        return (carried(path) ?? readFileSync(new URL(root + path, url))).toString();
      } catch {
        // The next folder.
      }
    }
    return undefined;
  };
}
