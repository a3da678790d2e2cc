/** A rule about answers, with the page that explains it. */

import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { explainRule } from "../../../core/lint/explain/index.ts";

it("is found by its code", () => {
  const rule = explainRule("empty-key");
  expect(rule).toMatchObject({ code: "empty-key", page: "docs/rules/empty-key.md" });
  expect(rule?.advice).toMatch(/\.$/);
  expect(existsSync(rule?.page ?? "")).toBe(true);
});

it.each(["no-such-rule", "constructor", "", "queue-full"])("is not found as '%s'", (code) => {
  expect(explainRule(code)).toBeUndefined();
});
