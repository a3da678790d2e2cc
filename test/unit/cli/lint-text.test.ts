/** Findings as text: the block of a file, and the totals at the end. */

import { describe, expect, it } from "vitest";
import { fileBlock, lintSummary, severityCounts, sumOf } from "../../../cli/lint/lint-text.ts";
import type { FileFinding, FileResult, LintReport } from "../../../cli/report/report.ts";
import type { Look } from "../../../cli/terminal/look.ts";
import { bold, coloured, dim, green, lookOf, pipe, red, yellow } from "./looks.ts";

const BLANK: FileFinding = {
  rule: "blank-line",
  severity: "warning",
  message: "The line is blank.",
  line: 2,
  column: 5,
  endColumn: 8,
  related: [],
  excerpt: { text: "001 web any", start: 4, end: 7 },
  fixes: [],
  page: "https://example.org/blank-line",
};

function file(findings: readonly FileFinding[], more: Partial<FileResult> = {}): FileResult {
  const number = (severity: string): number => findings.filter((each) => each.severity === severity).length;
  const totals = {
    error: number("error"),
    warning: number("warning"),
    information: number("information"),
    hint: number("hint"),
  };
  return { path: "client.keys", kind: "key-file", agents: 1, findings, totals, ...more };
}

const alike = (count: number): FileFinding[] =>
  Array.from({ length: count }, (_, at) => ({ ...BLANK, line: at + 1 }));

const blue = (text: string): string => `\x1b[34m${text}\x1b[39m`;

describe("the block of a file", () => {
  it("is empty without findings", () => {
    expect(fileBlock(file([]), pipe)).toEqual([]);
  });

  it("has place, line, mark, what belongs to it, and the first fix, and ends with an empty line", () => {
    const related = [{ line: 7, column: 1, endColumn: 4, message: "The same\tid." }];
    const fixes = [
      { title: "Remove\nit", safe: true },
      { title: "Keep it", safe: false },
    ];
    expect(fileBlock(file([{ ...BLANK, related, fixes }], { path: "a\rb" }), pipe)).toEqual([
      "a␍b:2:5: warning: The line is blank. [blank-line]",
      "    001 web any",
      "        ^^^",
      "    a␍b:7:1: The same␉id.",
      "    → Remove␊it (keypoll lint --fix does it)",
      "",
    ]);
  });

  it("says that --fix fixes it only if it does", () => {
    const fixes = [{ title: "Give it another id", safe: false }];
    expect(fileBlock(file([{ ...BLANK, fixes }]), pipe)[3]).toBe("    → Give it another id");
  });

  it("is coloured by severity", () => {
    const related = [{ line: 7, column: 1, endColumn: 4, message: "The same." }];
    const fixes = [{ title: "Remove it", safe: false }];
    expect(fileBlock(file([{ ...BLANK, related, fixes }]), coloured)).toEqual([
      `${bold("client.keys:2:5:")} ${yellow("warning:")} The line is blank. [blank-line]`,
      `${dim("    ")}001 web any`,
      `        ${yellow("^^^")}`,
      dim("    client.keys:7:1: The same."),
      green("    → Remove it"),
      "",
    ]);
    const paints = [
      ["error", red],
      ["information", blue],
      ["hint", dim],
    ] as const;
    for (const [severity, paint] of paints) {
      const lines = fileBlock(file([{ ...BLANK, severity }]), coloured);
      expect(lines[0]).toContain(paint(`${severity}:`));
      expect(lines[2]).toBe(`        ${paint("^^^")}`);
    }
  });

  it("has no line if none may be shown", () => {
    expect(fileBlock(file([{ ...BLANK, excerpt: { text: "", start: 0, end: 0 } }]), pipe)).toEqual([
      "client.keys:2:5: warning: The line is blank. [blank-line]",
      "",
    ]);
  });

  it("marks at least one column, and wide characters by their columns", () => {
    const mark = (text: string, start: number, end: number): string | undefined =>
      fileBlock(file([{ ...BLANK, excerpt: { text, start, end } }]), pipe)[2];
    expect(mark("001 web", 7, 7)).toBe("           ^");
    expect(mark("日本 web", 0, 2)).toBe("    ^^^^");
    expect(mark("日本 web", 3, 6)).toBe("         ^^^");
  });
});

describe("the block of a file in few columns", () => {
  it("is wrapped, and shows the part of the line around the mark", () => {
    const text = `${"a".repeat(30)}MARK${"b".repeat(30)}`;
    const fixes = [{ title: "Remove the blanks after the key", safe: true }];
    const finding = { ...BLANK, fixes, excerpt: { text, start: 30, end: 34 } };
    expect(fileBlock(file([finding]), lookOf(40))).toEqual([
      "client.keys:2:5: warning: The line is",
      "    blank. [blank-line]",
      `    ${"a".repeat(12)}MARK${"b".repeat(20)}`,
      `    ${" ".repeat(12)}^^^^`,
      "    → Remove the blanks after the key",
      "      (keypoll lint --fix does it)",
      "",
    ]);
  });

  it.each([
    ["whole, if it just fits", 36, 30, 34, `${"x".repeat(30)}MARKxx`, `${" ".repeat(30)}^^^^`],
    ["from its start, if the mark is there", 40, 4, 8, `xxxxMARK${"x".repeat(28)}`, "    ^^^^"],
    ["to its end, if the mark is there", 60, 55, 59, `${"x".repeat(31)}MARKx`, `${" ".repeat(31)}^^^^`],
  ])("shows the line %s", (_what, length, start, end, shown, mark) => {
    const text = `${"x".repeat(start)}MARK${"x".repeat(length - end)}`;
    const lines = fileBlock(file([{ ...BLANK, excerpt: { text, start, end } }]), lookOf(40));
    expect(lines.slice(-3, -1)).toEqual([`    ${shown}`, `    ${mark}`]);
  });

  it("shows ten columns of the line in the narrowest terminal", () => {
    const excerpt = { text: "0123456789abcdefgh", start: 6, end: 8 };
    expect(fileBlock(file([{ ...BLANK, message: "x", excerpt }]), lookOf(12)).slice(-3)).toEqual([
      "    3456789abc",
      "       ^^",
      "",
    ]);
  });
});

describe("the block of a file with many findings", () => {
  it("shows the first three of more than five that are alike, and the lines of the others", () => {
    const heads = (count: number, look: Look): readonly string[] =>
      fileBlock(file(alike(count), { path: "a\rb" }), look).filter((line) => line.startsWith("a␍b:"));
    expect(heads(5, pipe)).toHaveLength(5);
    expect(heads(8, pipe).slice(3)).toEqual(["a␍b: 5 more like these (warning, blank-line) in lines 4–8."]);
    expect(heads(8, { ...pipe, listsAll: true })).toHaveLength(8);
    const cut = fileBlock(file(alike(8)), lookOf(50));
    expect(cut.slice(-3)).toEqual([
      "client.keys: 5 more like these (warning,",
      "    blank-line) in lines 4–8.",
      "",
    ]);
  });

  it("says how many are counted and not shown", () => {
    const totals = { error: 0, warning: 1201, information: 0, hint: 0 };
    expect(fileBlock(file([BLANK], { totals, path: "a\rb" }), pipe).slice(-2)).toEqual([
      "a␍b: 1,200 more findings not shown.",
      "",
    ]);
    const one = { ...totals, warning: 2 };
    expect(fileBlock(file([BLANK], { totals: one }), lookOf(30)).slice(-3)).toEqual([
      "client.keys: 1 more finding",
      "not shown.",
      "",
    ]);
  });

  it("is about the file as a whole if it is something else", () => {
    const whole = { ...BLANK, rule: "not-a-key-file", message: "This file is JSON.", line: 1, column: 1 };
    const nothing = { ...whole, excerpt: { text: "", start: 0, end: 0 } };
    expect(fileBlock(file([BLANK, nothing, BLANK]), pipe)).toEqual([
      "client.keys:1:1: warning: This file is JSON. [not-a-key-file]",
      "    2 more findings in the lines of this file; --format json lists them.",
      "",
    ]);
    expect(fileBlock(file([BLANK, nothing]), lookOf(40)).slice(-3)).toEqual([
      "    1 more finding in the lines of this",
      "    file; --format json lists them.",
      "",
    ]);
    expect(fileBlock(file([nothing]), pipe)).toHaveLength(2);
  });
});

describe("the block of a script", () => {
  it.each([
    ["named", "because it was named"],
    ["suite", "because a suite names it"],
    ["exec-path", "because exec_path of an ossec.conf names it"],
    ["tested", "because it was tested here"],
    ["content", undefined],
    ["hint", undefined],
    ["name", undefined],
  ] as const)("says why a script was checked, unless it is obvious: %s", (because, why) => {
    const lines = fileBlock(file([], { path: "a\rb", kind: "poll-script", because }), pipe);
    expect(lines).toEqual(why === undefined ? [] : [`a␍b: checked as a poll script ${why}.`, ""]);
  });

  it("says it before the findings, dimly", () => {
    const lines = fileBlock(file([BLANK], { kind: "poll-script", because: "named" }), coloured);
    expect(lines[0]).toBe(dim("client.keys: checked as a poll script because it was named."));
    expect(lines[1]).toContain("The line is blank.");
    const narrow = fileBlock(file([], { kind: "poll-script", because: "named" }), lookOf(30));
    expect(narrow).toEqual(["client.keys: checked as a poll", "script because it was named.", ""]);
  });
});

function report(files: readonly FileResult[], more: Partial<LintReport> = {}): LintReport {
  const sum = (severity: "error" | "warning" | "information" | "hint"): number =>
    files.reduce((total, { totals }) => total + totals[severity], 0);
  return {
    tool: { name: "keypoll", version: "1.0.0" },
    command: "lint",
    release: "4.14",
    ok: true,
    files,
    notChecked: [],
    totals: {
      files: files.length,
      filesWithFindings: files.filter(({ findings }) => findings.length > 0).length,
      kinds: {},
      error: sum("error"),
      warning: sum("warning"),
      information: sum("information"),
      hint: sum("hint"),
      passedOver: 0,
      fixable: 0,
      fixed: 0,
    },
    ...more,
  };
}

describe("the totals", () => {
  const clean = file([], { agents: 1234 });
  const totals = report([clean]).totals;
  const notChecked = [{ path: "x", message: "It does not exist." }];

  it("of files without findings", () => {
    expect(lintSummary(report([clean]), pipe)).toEqual([
      "✔ No findings in 1 key file with 1,234 agents (Wazuh 4.14).",
    ]);
    expect(lintSummary(report([clean]), coloured)).toEqual([
      green("✔ No findings in 1 key file with 1,234 agents (Wazuh 4.14)."),
    ]);
    expect(lintSummary(report([clean]), lookOf(40))).toEqual([
      "✔ No findings in 1 key file with 1,234",
      "agents (Wazuh 4.14).",
    ]);
  });

  it("of files of several kinds, with those that were left out", () => {
    const files = [
      file([], { path: "s", kind: "suite", agents: 0 }),
      clean,
      file([], { path: "b", agents: 1 }),
      file([], { path: "p", kind: "poll-script", agents: 0 }),
      file([], { path: "c", kind: "ossec-conf", agents: 0 }),
    ];
    const left = report(files, { ok: false, notChecked, totals: { ...totals, passedOver: 2 } });
    const text =
      "✘ No findings in 2 key files with 1,235 agents, 1 poll script, 1 suite, 1 ossec.conf (Wazuh 4.14), 1 file not checked, 2 files ignored.";
    expect(lintSummary(left, pipe)).toEqual([text]);
    expect(lintSummary(left, coloured)).toEqual([red(text)]);
  });

  it("of nothing", () => {
    const nothing = (ok: boolean): LintReport =>
      report([], { ok, notChecked, totals: { ...totals, passedOver: 3 } });
    expect(lintSummary(nothing(false), pipe)).toEqual([
      "✘ Nothing was checked: 1 file not checked, 3 files ignored.",
    ]);
    expect(lintSummary(nothing(true), coloured)).toEqual([
      yellow("○ Nothing was checked: 1 file not checked, 3 files ignored."),
    ]);
    expect(lintSummary(nothing(false), coloured)[0]).toMatch(/^\x1b\[31m✘/);
    expect(lintSummary(nothing(false), lookOf(40))).toHaveLength(2);
  });

  it("of findings", () => {
    const findings = [
      BLANK,
      { ...BLANK, severity: "error" as const, rule: "invalid-ip" },
      { ...BLANK, severity: "hint" as const, rule: "removed-agent" },
      { ...BLANK, severity: "information" as const, rule: "double-space" },
    ];
    const text =
      "✘ 4 findings in 1 key file with 1 agent (Wazuh 4.14): 1 error, 1 warning, 1 for information, 1 hint.";
    expect(lintSummary(report([file(findings)], { ok: false }), pipe)).toEqual([text]);
    expect(lintSummary(report([file(findings)], { ok: false }), coloured)).toEqual([red(text)]);
    const allowed = report([file([BLANK])]);
    expect(lintSummary(allowed, coloured)).toEqual([
      yellow("✔ 1 finding in 1 key file with 1 agent (Wazuh 4.14): 1 warning."),
    ]);
    expect(lintSummary(allowed, lookOf(40))).toHaveLength(2);
  });

  it("with the number of those that --fix fixes", () => {
    const whole = report([file(alike(2))]);
    const some = { ...whole, totals: { ...whole.totals, fixable: 1200 } };
    expect(lintSummary(some, pipe)[0]).toMatch(/: 2 warnings\. --fix fixes 1,200 of them\.$/);
    const hidden = file(alike(2), { totals: { error: 0, warning: 3, information: 0, hint: 0 } });
    const cut = report([file([]), hidden], { totals: { ...whole.totals, fixable: 2 } });
    expect(lintSummary(cut, pipe)[0]).toMatch(/ --fix fixes 2 of those that are shown\.$/);
  });

  it("by rule, from ten findings on, the highest number first", () => {
    const many = (count: number): FileFinding[] => [{ ...BLANK, rule: "double-space" }, ...alike(count)];
    expect(lintSummary(report([file(many(8))]), pipe)).toHaveLength(1);
    expect(lintSummary(report([file(many(9))]), pipe)[0]).toBe("By rule: 9 blank-line, 1 double-space.");
    expect(lintSummary(report([file(many(1200))]), lookOf(40)).slice(0, 2)).toEqual([
      "By rule: 1,200 blank-line, 1",
      "    double-space.",
    ]);
  });

  it("after what 5.x does not use, in yellow", () => {
    const gone = report([clean], { runsNoMore: "Wazuh 5.0 has no key polling." });
    expect(lintSummary(gone, pipe).slice(0, -1)).toEqual(["Wazuh 5.0 has no key polling."]);
    expect(lintSummary(gone, coloured)[0]).toBe(yellow("Wazuh 5.0 has no key polling."));
    expect(lintSummary(gone, lookOf(20))[1]).toBe("polling.");
  });

  it("of severities are those that there are", () => {
    const none = { error: 0, warning: 0, information: 0, hint: 0 };
    expect(severityCounts(none)).toBe("");
    expect(severityCounts({ ...none, information: 1200, error: 2000 })).toBe(
      "2,000 errors, 1,200 for information",
    );
    expect(sumOf({ error: 1, warning: 20, information: 300, hint: 4000 })).toBe(4321);
  });
});
