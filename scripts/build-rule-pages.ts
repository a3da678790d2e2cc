/** Puts the pages of all rules into one file: the packages need a third of the space for it. */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { putFile } from "./put-file.ts";

/** Writes `dist/rule-pages.json`: each page as Markdown, by the code of its rule. */
export function buildRulePages(): void {
  const pages = globSync("docs/rules/*.md")
    .filter((file) => path.basename(file) !== "README.md")
    .sort()
    .map((file) => [path.basename(file, ".md"), readFileSync(file, "utf8")]);
  putFile("dist/rule-pages.json", JSON.stringify(Object.fromEntries(pages)));
}
