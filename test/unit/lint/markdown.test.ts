/** Nothing of a text is read as Markdown, in a list, a table, a code span or a block. */

import { describe, expect, it } from "vitest";
import { codeBlock, codeSpan, escapedMarkdown, findingItem, tableCell } from "../../../core/lint/markdown.ts";

describe("a code span", () => {
  it.each([
    ["a", "`a`"],
    ["", "`  `"],
    ["a`b", "``a`b``"],
    ["a``b`c", "```a``b`c```"],
    ["`a", "`` `a ``"],
    ["a`", "`` a` ``"],
    ["a|b", "`a\\|b`"],
    ["a\r\n\nb", "`a b`"],
  ])("of %j", (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });
});

describe("a block", () => {
  it("has a longer fence than its text", () => {
    expect(codeBlock(["a", "b"])).toBe("```text\na\nb\n```");
    expect(codeBlock(["`a`"], "xml")).toBe("```xml\n`a`\n```");
    expect(codeBlock(["a", "````"])).toBe("`````text\na\n````\n`````");
    expect(codeBlock(["``", "`"])).toBe("```text\n``\n`\n```");
  });
});

describe("a text", () => {
  it("is escaped", () => {
    expect(escapedMarkdown("a_b*c`d[e]<f>#g\\h|i")).toBe("a\\_b\\*c\\`d\\[e\\]\\<f\\>\\#g\\\\h|i");
    expect(escapedMarkdown("a\r\n\nb\nc")).toBe("a b c");
    expect(tableCell("a|b|*c")).toBe("a\\|b\\|\\*c");
  });
});

describe("a finding in a list", () => {
  const finding = { rule: "duplicate-id", severity: "error", message: "Twice: *001*" } as const;

  it("has its severity, place, message, rule and advice", () => {
    expect(findingItem(finding)).toBe("- **error** Twice: \\*001\\* (`duplicate-id`)");
    expect(findingItem({ ...finding, where: "line 3: ", advice: "Remove [one]" })).toBe(
      "- **error** line 3: Twice: \\*001\\* (`duplicate-id`)<br>→ Remove \\[one\\]",
    );
  });
});
