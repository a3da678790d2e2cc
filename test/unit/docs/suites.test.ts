/** The page about suites: its examples are sound, and it leaves out no member. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSuite } from "../../../core/suite/index.ts";
import schema from "../../../schemas/suite.schema.json" with { type: "json" };

const page = readFileSync("docs/suites.md", "utf8");
const whole = Array.from(page.matchAll(/```json\n(.*?)```/gs), ([, text = ""]) => text);
const expectations = Array.from(page.matchAll(/^\| `(\{.*\})` \|/gm), ([, text = ""]) => text);

describe("docs/suites.md", () => {
  it("has sound suites", () => {
    expect(whole.length).toBeGreaterThan(0);
    for (const text of whole) expect(readSuite(text)).toMatchObject({ kind: "suite" });
  });

  it.each(expectations)("may expect %s", (expected) => {
    const text = `{"exec_path":"x","samples":[{"request":"id:001","expect":${expected}}]}`;
    expect(readSuite(text)).toMatchObject({ kind: "suite" });
  });

  it("shows every kind of expectation", () => {
    const kinds = Object.keys(schema.definitions.expectation.properties);
    for (const kind of kinds) expect(expectations.join()).toContain(`"${kind}"`);
  });

  it("names every member", () => {
    const members = Object.keys(schema.properties).filter((name) => name !== "$schema");
    for (const member of members) expect(page).toContain(`\`${member}\``);
  });
});
