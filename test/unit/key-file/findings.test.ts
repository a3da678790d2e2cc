/** Which findings of a `client.keys` are shown: their number, their order, and what the settings change. */

import { describe, expect, it } from "vitest";
import type { SeveritySettings } from "../../../core/lint/key-file/findings.ts";
import { findingsOf, fixesOf, KeyFileDocument, keyFileFixer } from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const key = (digit: number): string =>
  `0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f${digit}`;
const context = { release: newestRelease, role: "manager", hostName: undefined } as const;
const open = (text: string): KeyFileDocument => new KeyFileDocument(text, context);

/** Two blank lines, two records with one id, a range inside another, and no line feed at the end. */
const SAMPLE = [
  `001 web any ${key(1)}`,
  "",
  "",
  `001 db 10.0.0.0/8 ${key(2)}`,
  `003 dc 10.1.0.0/16 ${key(3)}`,
].join("\n");

const told = (severities: SeveritySettings, cap = 100, text = SAMPLE) => {
  const { findings, totals, total } = findingsOf(open(text), { severities, cap });
  return {
    findings: findings.map(({ rule, severity, place }) => `${severity} ${rule} ${place.line + 1}`),
    totals: Object.fromEntries(totals),
    total,
  };
};

const ALL = {
  findings: [
    "warning missing-final-newline 5",
    "error duplicate-id 1",
    "warning blank-line 2",
    "warning blank-line 3",
    "error duplicate-id 4",
    "hint overlapping-range 5",
  ],
  totals: { "blank-line": 2, "duplicate-id": 2, "overlapping-range": 1, "missing-final-newline": 1 },
  total: 6,
};

describe("the findings", () => {
  it("are those about the whole file, then those of the lines in order", () => {
    expect(told({})).toEqual(ALL);
  });

  it.each([0, 1, 2, 5, 6, 7])("are at most %s, and all are counted", (cap) => {
    expect(told({}, cap)).toEqual({ ...ALL, findings: ALL.findings.slice(0, cap) });
  });

  it("of a line are cut off where the limit is", () => {
    const [first = "", ...rest] = told({}, 100, `1 a\tb any ${key(1)} x\r\n`.repeat(3)).findings;
    expect(told({}, 2, `1 a\tb any ${key(1)} x\r\n`.repeat(3)).findings).toEqual([
      first,
      ...rest.slice(0, 1),
    ]);
  });

  it.each(["missing-final-newline", "duplicate-id", "blank-line", "overlapping-range"])(
    "of %s are neither shown nor counted if it is off, and have the severity of the settings",
    (code) => {
      const isOther = (finding: string): boolean => !finding.includes(` ${code} `);
      const { [code as "blank-line"]: gone, ...totals } = ALL.totals;
      expect(told({ [code]: "off" })).toEqual({
        findings: ALL.findings.filter(isOther),
        totals,
        total: ALL.total - gone,
      });
      expect(told({ [code]: "information" })).toEqual({
        ...ALL,
        findings: ALL.findings.map((each) => (isOther(each) ? each : each.replace(/^\w+/, "information"))),
      });
    },
  );

  it("of a file that is something else are one, unless its rule is off", () => {
    const text = "-----BEGIN PRIVATE KEY-----\n\n\n001 web\n";
    const rule = "not-a-key-file";
    expect(told({}, 100, text)).toEqual({
      findings: [`information ${rule} 1`],
      totals: { [rule]: 1 },
      total: 1,
    });
    expect(told({ [rule]: "error" }, 100, text).findings).toEqual([`error ${rule} 1`]);
    expect(told({ [rule]: "off" }, 100, text)).toEqual({ findings: [], totals: {}, total: 0 });
    expect(fixesOf(open(text), "blank-line", 1)).toEqual([]);
  });

  it("of a file that was damaged include what is wrong for the manager", () => {
    const { findings, totals, total } = told({}, 100, "\u0000\u0001\u0002\n\n");
    expect(findings.slice(0, 2)).toEqual(["error not-a-key-file 1", "warning no-records 1"]);
    expect(totals).toMatchObject({ "not-a-key-file": 1, "no-records": 1, "blank-line": 1 });
    expect(total).toBe(Object.values(totals).reduce((sum, each) => sum + each, 0));
  });
});

describe("a finding about a line", () => {
  const messages = (document: KeyFileDocument, rule: string): readonly string[] =>
    findingsOf(document, { severities: {}, cap: 10_000 })
      .findings.filter((each) => each.rule === rule)
      .map(({ message }) => message);

  it("counts the line feed, also after a line of the same text without one", () => {
    const line = `001 web any ${"k".repeat(2100)}`;
    const document = open(`${line}\n${line}`);
    const lengths = (): readonly string[] =>
      messages(document, "line-too-long").map((each) => /[0-9]+ bytes/.exec(each)?.[0] ?? "");
    expect(lengths()).toEqual(["2113 bytes", "2112 bytes"]);
    document.applyEdit({ startLine: 1, startColumn: 2112, endLine: 1, endColumn: 2112, newText: "\n" });
    expect(lengths()).toEqual(["2113 bytes", "2113 bytes"]);
  });

  it("is about the text that the line has now", () => {
    const document = open(`1 web any ${key(1)}\n2 db any ${key(2)}\n`);
    const [one = "", two = ""] = messages(document, "unpadded-id");
    expect([one, two]).toEqual([expect.stringContaining("001"), expect.stringContaining("002")]);
    document.applyEdit({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 1, newText: "2" });
    document.applyEdit({ startLine: 1, startColumn: 0, endLine: 1, endColumn: 1, newText: "1" });
    expect(messages(document, "unpadded-id")).toEqual([two, one]);
  });
});

describe("a fix", () => {
  const fixes = (text: string, code: string) =>
    fixesOf(open(text), code, 0).map(({ title, safe }) => [title, safe]);

  it("is safe only if the manager finds every agent as before", () => {
    const marked = `\ufeff001 web any ${key(1)}\n`;
    expect(fixes(marked, "byte-order-mark")).toEqual([["Remove the byte-order mark", true]]);
    // Without its mark the first line would take the place of the second.
    expect(fixes(`${marked}001 db any ${key(2)}\n`, "byte-order-mark")).toEqual([
      ["Remove the byte-order mark", false],
    ]);
  });

  it("of the last line ends it", () => {
    const document = open(SAMPLE);
    const [fix] = fixesOf(document, "missing-final-newline", 4);
    for (const edit of fix?.edits ?? []) document.applyEdit(edit);
    expect(document.getText()).toBe(`${SAMPLE}\n`);
  });

  it("is not there for a rule without any", () => {
    expect(fixes(SAMPLE, "overlapping-range")).toEqual([]);
    expect(fixes(SAMPLE, "no-such-rule")).toEqual([]);
  });
});

describe("fixes that are applied together", () => {
  const fixer = keyFileFixer(defaultLintSettings);
  const before = `001 web any ${key(1)}\n002 db any ${key(2)}\n`;
  const traced = (...texts: readonly string[]) => [...texts, ""].map((text, origin) => ({ text, origin }));

  it("break a line whose agent the manager then no longer finds", () => {
    const [web = "", db = ""] = before.split("\n");
    expect([...(fixer.linesBroken?.(before, traced(web, db)) ?? ["no answer"])]).toEqual([]);
    expect([...(fixer.linesBroken?.(before, traced(web, db.replace("002", "001"))) ?? [])]).toContain(1);
  });
});
