/** The page about suites: its examples are valid, and it covers every member. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSuite } from "../../../core/suite/index.ts";
import schema from "../../../schemas/suite.schema.json" with { type: "json" };

const page = readFileSync("docs/suites.md", "utf8");
const whole = Array.from(page.matchAll(/```json\n(.*?)```/gs), ([, text = ""]) => text);
const [polls = "", registrations = ""] = page.split("## Suites for registration scripts");
const expectationsIn = (part: string): readonly string[] =>
  Array.from(part.matchAll(/^\| `(\{.*\})` \|/gm), ([, text = ""]) => text);
const expectations = expectationsIn(polls);
const ofRegistrations = expectationsIn(registrations);

describe("docs/suites.md", () => {
  it("has valid suites", () => {
    expect(whole.length).toBeGreaterThan(0);
    for (const text of whole) expect(readSuite(text).kind).not.toBe("broken");
  });

  it.each(expectations)("can expect %s", (expected) => {
    const text = `{"exec_path":"x","samples":[{"request":"id:001","expect":${expected}}]}`;
    expect(readSuite(text)).toMatchObject({ kind: "suite" });
  });

  it.each(ofRegistrations)("of a registration script can expect %s", (expected) => {
    const text = `{"registration":"x","samples":[{"register":"web-01","expect":${expected}}]}`;
    expect(readSuite(text)).toMatchObject({ kind: "registration" });
  });

  it("shows every member of an expectation of a registration script", () => {
    const kinds = Object.keys(schema.definitions.registrationExpectation.properties);
    for (const kind of kinds) expect(ofRegistrations.join()).toContain(`"${kind}"`);
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
