/** The first line and the mode of a script: what the system does with them, and the fixes. */

import { describe, expect, it } from "vitest";
import { languageFacts } from "../../../core/languages/index.ts";
import { samples } from "./samples/index.ts";
import { findings } from "./support.ts";

const interpreted = samples.filter(({ language }) => languageFacts[language].firstLine !== undefined);

describe.each(interpreted)("$language", ({ language, script }) => {
  const right = script("");
  const [shebang = ""] = right.split("\n");

  it("missing-shebang: inserts the line", async () => {
    const text = right.slice(shebang.length + 1);
    const [found, ...others] = await findings(language, text);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: "missing-shebang", start: 0, end: text.indexOf("\n") });
    expect(found?.fixes).toEqual([
      {
        title: `Begin with ${shebang}`,
        edits: [{ start: 0, end: 0, newText: `${shebang}\n` }],
        safe: true,
      },
    ]);
  });

  it("missing-shebang: a byte-order mark hides it", async () => {
    const [found] = await findings(language, `\ufeff${right}`);
    expect(found).toMatchObject({ rule: "missing-shebang", start: 0, end: shebang.length + 1 });
    expect(found?.fixes[0]?.edits).toEqual([{ start: 0, end: 1, newText: "" }]);
  });

  it("shebang-carriage-return: all lines get LF", async () => {
    const text = right.replaceAll("\n", "\r\n");
    const found = (await findings(language, text)).find(({ rule }) => rule === "shebang-carriage-return");
    expect(found).toMatchObject({ start: 0, end: shebang.length });
    const edits = found?.fixes[0]?.edits ?? [];
    expect(edits.length).toBe(right.split("\n").length - 1);
    expect(edits.every(({ start, end }) => text.slice(start, end) === "\r")).toBe(true);
  });

  it("not-executable: only if the mode is known", async () => {
    expect(await findings(language, right, undefined)).toEqual([]);
    expect(await findings(language, right, true)).toEqual([]);
    expect(await findings(language, right, false)).toMatchObject([
      { rule: "not-executable", start: 0, end: 1 },
    ]);
  });
});

it("a compiled program needs neither", async () => {
  const go = samples.find(({ language }) => language === "go");
  expect(await findings("go", go?.script("").replaceAll("\n", "\r\n") ?? "", false)).toEqual([]);
});
