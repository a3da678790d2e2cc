/** The pages of the rules, from one file of the package. */

import { readFileSync } from "node:fs";
import { type Carried, carried } from "./carried.ts";

/** All pages by the codes of their rules, as `scripts/build-rule-pages.ts` writes them. */
const PAGES = "rule-pages.json";

/** The folder of the built files, from a bundle, a part of a bundle, or the sources. */
const ROOTS = ["./", "../", "../dist/", "../../dist/"];

/** The page of a rule as Markdown. Undefined if there is no such page, or if the package contains only the program. */
export type PageOf = (code: string) => string | undefined;

/** Reads the pages that belong to the module at `url` when the first one is asked for. */
export function rulePagesOf(url: string, inside: Carried = carried): PageOf {
  let pages: ReadonlyMap<string, string> | undefined;
  return (code) => {
    pages ??= readPages(url, inside);
    return pages.get(code);
  };
}

function readPages(url: string, inside: Carried): ReadonlyMap<string, string> {
  for (const root of ROOTS) {
    try {
      const text = (inside(`dist/${PAGES}`) ?? readFileSync(new URL(root + PAGES, url))).toString();
      const pages: Readonly<Record<string, string>> = JSON.parse(text);
      return new Map(Object.entries(pages));
    } catch {
      // The next folder.
    }
  }
  return new Map();
}
