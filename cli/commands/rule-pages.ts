/** The pages of the rules in the package. Their folder is found from the bundle with the commands. */

import { readFileSync } from "node:fs";
import { carried } from "../../core/files/carried.ts";

const FOLDER = "docs/rules";

/** The page of a rule as Markdown. Undefined if the package contains only the program. */
export type PageOf = (code: string) => string | undefined;

export const pageOf: PageOf = (code) => {
  const path = `${FOLDER}/${code}.md`;
  try {
    return (carried(path) ?? readFileSync(new URL(`../../${path}`, import.meta.url))).toString();
  } catch {
    return undefined;
  }
};
