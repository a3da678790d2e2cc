/** The texts of `docs/editors.md`, as a reader copies them. */

import { readFileSync } from "node:fs";

export interface Block {
  readonly heading: string;
  readonly language: string;
  readonly text: string;
}

/** Every block of code, with the heading above it. */
export function blocks(): readonly Block[] {
  const page = readFileSync(new URL("../../docs/editors.md", import.meta.url), "utf8");
  return page.split(/^## /m).flatMap((section) => {
    const heading = section.slice(0, section.indexOf("\n"));
    return Array.from(section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm), ([, language = "", text = ""]) => ({
      heading,
      language,
      text,
    }));
  });
}

/** The only block under a heading. */
export function configurationOf(heading: string): string {
  const [block, ...more] = blocks().filter((each) => each.heading === heading);
  if (block === undefined || more.length > 0) throw new Error(`docs/editors.md: one block under ${heading}?`);
  return block.text;
}
