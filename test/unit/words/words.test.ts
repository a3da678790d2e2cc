/** Texts and numbers in the language that a face has set. */

import { afterEach, describe, expect, it } from "vitest";
import { numberText, said, say, shortKey, showTextsIn, textLanguage } from "../../../core/words/index.ts";

afterEach(() => showTextsIn(undefined));

const agents = (count: number, name: string) => say`${count} agents are named ${name}.`;

describe("a text", () => {
  it("is English where no language is set", () => {
    expect(agents(2, "web")).toBe("2 agents are named web.");
    expect(say`No agents`).toBe("No agents");
    expect(said("No agents")).toBe("No agents");
    expect(say`A tab: \t`).toBe("A tab: \t");
    expect(textLanguage()).toBe("en");
  });

  it("is what the bundle has for it, with what is filled in at its new place", () => {
    const bundle = { "{0} agents are named {1}.": "{1} heißen {0} Agenten.", "No agents": "Keine Agenten" };
    showTextsIn({ language: "de", bundle });
    expect(agents(2, "web")).toBe("web heißen 2 Agenten.");
    expect(say`No agents`).toBe("Keine Agenten");
    expect(said("No agents")).toBe("Keine Agenten");
    expect(textLanguage()).toBe("de");
    showTextsIn(undefined);
    expect(agents(2, "web")).toBe("2 agents are named web.");
  });

  it("is found by its short key too, and is English if the bundle has neither", () => {
    showTextsIn({ language: "de", bundle: { [shortKey("No agents")]: "Keine Agenten" } });
    expect(say`No agents`).toBe("Keine Agenten");
    expect(agents(2, "web")).toBe("2 agents are named web.");
    expect(said("One agent")).toBe("One agent");
  });

  it("may have many values, and each more than once", () => {
    const numbers = Array.from({ length: 12 }, (_, at) => at * 7);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0, l = 0] = numbers;
    const key = Array.from({ length: 12 }, (_, at) => `{${at}}`).join(",");
    showTextsIn({ language: "de", bundle: { [key]: "{11} {0} {10} {1} {1}" } });
    expect(say`${a},${b},${c},${d},${e},${f},${g},${h},${i},${j},${k},${l}`).toBe("77 0 70 7 7");
  });

  it("keeps braces and dollar signs in its values", () => {
    showTextsIn({ language: "de", bundle: { "{0} and {1}": "{0} und {1}" } });
    expect(say`${"{1}"} and ${"$&"}`).toBe("{1} und $&");
  });
});

it.each([
  // Published values of FNV-1a with 32 bits.
  ["", 0x811c9dc5],
  ["a", 0xe40c292c],
  ["foobar", 0xbf9cf968],
])("the short key of %j is its hash in letters and digits", (text, hash) => {
  expect(shortKey(text)).toBe(hash.toString(36));
  expect(shortKey(text)).toMatch(/^[0-9a-z]{6,7}$/);
});

it.each([
  [undefined, 1234.5, undefined, "1,234.5"],
  [undefined, 1234.5, 2, "1,234.50"],
  [undefined, 1234.5678, undefined, "1,234.568"],
  [undefined, 0.25, 1, "0.3"],
  [undefined, 7, 0, "7"],
  ["de", 1234.5, undefined, "1.234,5"],
  ["de", 1234.5, 2, "1.234,50"],
])("in the language %s, %s with %s digits is %s", (language, number, digits, expected) => {
  if (language !== undefined) showTextsIn({ language, bundle: {} });
  expect(numberText(number, digits)).toBe(expected);
});
