/** Every fix of every rule, on random files: it fixes its own line, and a safe one harms no agent. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding, Fix } from "../../../core/lint/key-file/finding.ts";
import {
  findingsOf,
  fixesOf,
  KeyFileDocument,
  keyFileRules,
  safeFixes,
} from "../../../core/lint/key-file/index.ts";
import type { TextEdit } from "../../../core/lint/text-edit.ts";
import { newestRelease, releases } from "../../../core/manager/index.ts";
import { file } from "./random-file.ts";

const options = { severities: {}, cap: 10_000 };

function open(text: string, release = newestRelease): KeyFileDocument {
  return new KeyFileDocument(text, { release, role: "manager", hostName: "manager-1" });
}

/** The document after edits of one fix. */
function fixedBy(document: KeyFileDocument, edits: readonly TextEdit[]): KeyFileDocument {
  const fixed = open(document.getText(), document.context.release);
  for (const edit of edits.toReversed()) fixed.applyEdit(edit);
  return fixed;
}

interface Offer {
  readonly finding: Finding;
  readonly fix: Fix;
}

function offers(document: KeyFileDocument): readonly Offer[] {
  return findingsOf(document, options).findings.flatMap((finding) =>
    fixesOf(document, finding.rule, finding.place.line).map((fix) => ({ finding, fix })),
  );
}

function checkEach(
  check: (document: KeyFileDocument, offer: Offer) => void,
  parameters: fc.Parameters<unknown> = {},
): void {
  fc.assert(
    fc.property(file, fc.constantFrom(...releases), (text, release) => {
      const document = open(text, release);
      for (const offer of offers(document)) check(document, offer);
    }),
    parameters,
  );
}

describe("a fix", () => {
  it("exists for every rule that should have one, and occurs in these tests", () => {
    const met = new Set<string>();
    checkEach((_document, { finding }) => met.add(finding.rule), { numRuns: 500, seed: 1 });
    const withFixes = keyFileRules.filter(({ code }) => met.has(code)).map(({ code }) => code);
    expect(withFixes.toSorted()).toEqual([
      "blank-line",
      "byte-order-mark",
      "carriage-return",
      "control-character",
      "double-space",
      "duplicate-id",
      "duplicate-ip",
      "duplicate-name",
      "host-bits",
      "invalid-id",
      "invalid-ip",
      "leading-blank",
      "lost-on-upgrade",
      "missing-final-newline",
      "removed-record",
      "reserved-id",
      "shared-key",
      "similar-name",
      "surprising-ip",
      "tab-separator",
      "trailing-whitespace",
      "unpadded-id",
    ]);
  });

  it("changes its own line only", () => {
    checkEach((document, { finding, fix }) => {
      const { line } = finding.place;
      const lines = (each: KeyFileDocument, keep: (at: number) => boolean): readonly string[] =>
        each
          .getText()
          .split("\n")
          .filter((_text, at) => keep(at));
      const fixed = fixedBy(document, fix.edits);
      const gained = fixed.lineCount - document.lineCount;
      const others = lines(document, (at) => at !== line);
      expect(lines(fixed, (at) => (gained < 0 ? true : at !== line)).slice(0, others.length)).toEqual(others);
      expect(Math.abs(gained)).toBeLessThanOrEqual(1);
    });
  });

  it("removes its finding, unless the daemon exits on the line for another reason too", () => {
    checkEach((document, { finding, fix }) => {
      const fixed = fixedBy(document, fix.edits);
      if (fixed.lineCount !== document.lineCount || fixed.factsAt(finding.place.line).kind === "fatal")
        return;
      const left = findingsOf(fixed, options).findings.filter(
        ({ place }) => place.line === finding.place.line,
      );
      expect(left.map(({ rule }) => rule)).not.toContain(finding.rule);
    });
  });

  it("that is safe loses no agent, stops no daemon, and removes no agent", () => {
    checkEach((document, { fix }) => {
      if (!fix.safe) return;
      const before = document.fileFacts();
      const { records, fatal, removed } = fixedBy(document, fix.edits).fileFacts();
      expect(records).toBeGreaterThanOrEqual(before.records);
      expect(fatal).toBeLessThanOrEqual(before.fatal);
      expect(removed).toBe(before.removed);
    });
  });
});

describe("all safe fixes", () => {
  it("lose no agent either, and keep the id, the name and the address of each", () => {
    const agents = (document: KeyFileDocument): readonly string[] =>
      Array.from({ length: document.lineCount }, (_, line) => {
        const { kind, id, name, ip } = document.factsAt(line);
        return kind === "record" ? [[id.replace("\ufeff", ""), name, ip].join(" ")] : [];
      }).flat();
    fc.assert(
      fc.property(file, (text) => {
        const document = open(text);
        const edits = safeFixes(document, options).flat();
        expect(agents(fixedBy(document, edits))).toEqual(expect.arrayContaining([...agents(document)]));
      }),
    );
  });

  it.each([
    ["PEM", "-----BEGIN KEY-----\n\nabc\r\n"],
    ["UTF-16", "\ufffd\ufffd0\0\n\n"],
  ])("do not exist for %s with the name", (_kind, text) => {
    expect(safeFixes(open(text), options)).toEqual([]);
  });
});
