/** Small texts around findings: home folders, paths in addresses, severities, pages. */

import { afterEach, describe, expect, it } from "vitest";
import { withoutHomes } from "../../../core/lint/home.ts";
import { docsPage, rulePage } from "../../../core/lint/rule-page.ts";
import { isProblem, severities, severityText } from "../../../core/lint/severity.ts";
import { decoded } from "../../../core/lint/uri.ts";
import { showTextsIn } from "../../../core/words/index.ts";

afterEach(() => showTextsIn(undefined));

describe("a home folder", () => {
  it.each([
    ["/home/ann/polls/a.py", "~/polls/a.py"],
    ["/Users/ann/a.py and /home/bob", "~/a.py and ~"],
    ["C:\\Users\\ann\\a.py", "~\\a.py"],
    ["d:\\\\Users\\\\ann\\\\a.py", "~\\\\a.py"],
    ['open("/home/ann") at line 3', 'open("~") at line 3'],
    ["/home/ann b", "~ b"],
    ["/var/ossec/etc", "/var/ossec/etc"],
    ["/home/", "/home/"],
    ["1:\\Users\\ann", "1:\\Users\\ann"],
  ])("in %j is hidden: %j", (text, expected) => {
    expect(withoutHomes(text)).toBe(expected);
  });
});

it.each([
  ["/a%20b/%5Bc%5D", "/a b/[c]"],
  ["/a b", "/a b"],
  ["/100%", "/100%"],
])("the path %s in an address is %s", (path, expected) => {
  expect(decoded(path)).toBe(expected);
});

describe("a severity", () => {
  it("has a word, also in another language", () => {
    expect(severities.map(severityText)).toEqual(["error", "warning", "information", "hint"]);
    showTextsIn({ language: "de", bundle: { error: "Fehler", warning: "Warnung" } });
    expect(severities.map(severityText)).toEqual(["Fehler", "Warnung", "information", "hint"]);
  });

  it("is a problem if it needs action", () => {
    expect(severities.filter(isProblem)).toEqual(["error", "warning"]);
  });
});

it("a page has its address on the web", () => {
  const docs = "https://github.com/keypoll/keypoll/blob/main/docs";
  expect([docsPage("logs"), rulePage("blank-line")]).toEqual([
    `${docs}/logs.md`,
    `${docs}/rules/blank-line.md`,
  ]);
});
