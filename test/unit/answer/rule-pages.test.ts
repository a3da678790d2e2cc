/** Every rule about answers has its page, and the example on it is one. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { answerRules } from "../../../core/lint/answer/index.ts";
import { explainRule } from "../../../core/lint/explain/index.ts";
import { judged } from "./polls.ts";

describe.each(Object.entries(answerRules))("the page of %s", (code, rule) => {
  const { page } = explainRule(code) ?? {};
  const text = readFileSync(new URL(`../../../${page}`, import.meta.url), "utf8");

  it("has the rule's title and severity", () => {
    expect(text).toMatch(new RegExp(`^# .*\n\n\`${code}\` · ${rule.severity} · `));
    expect(text.split("\n")[0]).toBe(`# ${rule.title}`);
  });

  const example =
    /Asked `([^`]+)` by a manager of ([\d.]+), a script prints[^:]*:\n\n```\w+\n(.*?)\n?```/s.exec(text);
  if (example !== null) {
    it("shows an answer with the finding", () => {
      const [, request = "", release = "", output = ""] = example;
      const found = judged(output, { request, release }).findings.map((each) => each.rule);
      expect(found).toContain(code);
    });
  }
});

describe("a page", () => {
  it("exists only for the code of a rule", () => {
    expect(explainRule("toString")).toBeUndefined();
    expect(explainRule("no-such-rule")).toBeUndefined();
  });
});
