/** After safe fixes the manager finds the same agents as before, or more of them. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingsOf, fixesOf, openKeyFile } from "../../../core/lint/key-file/index.ts";
import { releases } from "../../../core/manager/index.ts";
import { expectAgentsKept, fixable, fixed, settings } from "./kept-agents.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const OTHER_KEY = KEY.replaceAll("0f", "f0");

describe("a byte-order mark", () => {
  it("stays if its removal would change which agent the manager finds by an id", () => {
    const text = `\ufeff001 web any ${KEY}\n001 db any ${OTHER_KEY}\n`;
    expect(fixed(text)).toBe(text);
    const document = openKeyFile(text, settings);
    expect(fixesOf(document, "byte-order-mark", 0)).toEqual([expect.objectContaining({ safe: false })]);
  });

  it("stays if a removed record would become a comment", () => {
    const text = `\ufeff# !old any ${KEY}\n001 db any ${OTHER_KEY}\n`;
    expect(fixed(text)).toBe(text);
  });

  it("is removed if no other record has the id", () => {
    expect(fixed(`\ufeff001 web any ${KEY}\n002 db any ${OTHER_KEY}\n`)).toMatch(/^001 web/);
  });
});

describe("two fixes that only do harm together", () => {
  it("are both left out", () => {
    const text = `\ufeff001 web any ${KEY}\n001  db any ${OTHER_KEY}\n`;
    expect(
      fixed(text)
        .split("\n")
        .filter((line) => line.startsWith("001 ")),
    ).toHaveLength(1);
  });
});

it("a line feed is not added if it would be read as a separate line", () => {
  const text = `# ${"n".repeat(2045)}`;
  expect(fixed(text)).toBe(text);
});

describe("on any file", () => {
  it.each(releases.map((release) => [release.id, release] as const))(
    "%s: the same agents are found, and removed ones stay",
    (_id, release) => {
      fc.assert(
        fc.property(fixable, (text) => expectAgentsKept(text, release)),
        { numRuns: 100 },
      );
    },
  );

  it("a fix that is called safe is made, except those that do harm together", () => {
    fc.assert(
      fc.property(fixable, fc.constantFrom(...releases), (text, release) => {
        const document = openKeyFile(fixed(text, release), { ...settings, release });
        const { findings } = findingsOf(document, { severities: {}, cap: 1000 });
        const safe = findings.filter(({ rule, place }) =>
          fixesOf(document, rule, place.line).some((fix) => fix.safe),
        );
        const isLastOdd = document.lineText(document.lineCount - 1).length > 2000;
        if (!isLastOdd && safe.length < 2) expect(safe.map(({ rule }) => rule)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
