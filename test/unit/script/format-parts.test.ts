/** How a text into which values are inserted is split, as printf and as Python's format read it. */

import { describe, expect, it } from "vitest";
import { type FormatStyle, formatParts, withSingleBraces } from "../../../core/lint/script/format-parts.ts";

/** Texts in quotes; each place with n for a number, 0 for zeros, p for plain. */
function shown(text: string, style: FormatStyle): string {
  const parts = formatParts(text, style).map((part) =>
    part.kind === "text"
      ? JSON.stringify(part.text)
      : `<${part.isNumber ? "n" : ""}${part.isPadded ? "0" : ""}${part.isPlain ? "p" : ""}>`,
  );
  return parts.filter((part) => part !== '""').join(" ");
}

describe("printf", () => {
  it.each([
    ["", ""],
    ["a", `"a"`],
    ["%s", "<p>"],
    ["a%sb", `"a" <p> "b"`],
    ["%s%s", "<p> <p>"],
    ["%d", "<np>"],
    ["%i", "<n>"],
    ["%f", "<n>"],
    ["%v", "<p>"],
    ["%q", "<>"],
    ["%x", "<>"],
    ["%03d", "<n0>"],
    ["%0s", "<0>"],
    ["%3d", "<n>"],
    ["%-10s|", `<> "|"`],
    ["%+d %#x % d", `<n> " " <> " " <n>`],
    ["%5.25f", "<n>"],
    ["%.2f", "<n>"],
    ["%(id)s", "<>"],
    ["%(agent_id)03d", "<n>"],
    ["100%%", `"100" "%"`],
    ["%%s", `"%" "s"`],
    ["{}", `"{}"`],
    ["{{}}", `"{{}}"`],
    ["50% of", `"50" <> "f"`],
    ["%", `"%"`],
    ["%-", `"%-"`],
    ["%ds", `<np> "s"`],
  ])("%j", (text, expected) => {
    expect(shown(text, "percent")).toBe(expected);
  });
});

describe("braces", () => {
  it.each([
    ["{}", "<p>"],
    ["a{}b{}", `"a" <p> "b" <p>`],
    ["{0}", "<>"],
    ["{name}", "<>"],
    ["{row[id]}", "<>"],
    ["{row[1]}", "<>"],
    ["{0!r}", "<>"],
    ["{!s}", "<>"],
    ["{!a:>3}", "<>"],
    ["{!x}", `"{!x}"`],
    ["{:d}", "<n0>"],
    ["{:3d}", "<n>"],
    ["{:03d}", "<n0>"],
    ["{0:03}", "<0>"],
    ["{id:D3}", "<0>"],
    ["{0:d3}", "<0>"],
    ["{0:>10}", "<>"],
    ["{:}", "<>"],
    ["{{}}", `"{" <p> "}"`],
    ["%s", `"%s"`],
    ["{a b}", `"{a b}"`],
    ["{", `"{"`],
    ["{{x", `"{x"`],
    ["x}}", `"x}"`],
    ["x:0{}", `"x:0" <p>`],
  ])("%j", (text, expected) => {
    expect(shown(text, "braces")).toBe(expected);
  });

  it("are written twice to be one", () => {
    expect(withSingleBraces("{{a}} {{b}} {c}")).toBe("{a} {b} {c}");
  });
});
