/** The check of words: it reads what is written for people, and nothing else. */

import { describe, expect, it } from "vitest";
import { findPhrases, phrases } from "../../../scripts/words/phrases.ts";

const found = (file: string, text: string) =>
  findPhrases(file, text).map(({ line, column, found }) => `${line}:${column} ${found}`);

describe("phrases that we do not use", () => {
  it("are found in texts, templates and comments of code", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code that is looked through.
    const code = 'const a = "It is\\tmended now.";\n/** What mends it. */\nconst b = `${a} mends all`;\n';
    expect(found("a.ts", code)).toEqual(["2:10 mends", "3:16 mends"].concat(["1:19 mended"]).sort());
  });

  it("are not looked for in names, codes and code inside comments", () => {
    expect(found("a.ts", 'import { mended } from "mend";\n// `mended` is a name\nmended("mend");\n')).toEqual(
      [],
    );
  });

  it("are found in pages, but not in their code and links", () => {
    const page = "# Mend it\n\n`mend` and [this](mend.md)\n\n```sh\nmend\n```\n\nThen mend it.\n";
    expect(found("a.md", page)).toEqual(["1:3 Mend", "9:6 mend"]);
  });

  it("are found anywhere in JSON", () => {
    expect(found("a.json", '{ "a": "mends it" }')).toEqual(["1:9 mends"]);
  });

  it.each(phrases)("$pattern finds every occurrence in any case", ({ pattern }) => {
    expect(pattern.flags).toBe("gi");
  });
});
