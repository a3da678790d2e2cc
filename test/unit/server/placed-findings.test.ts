/** Findings and fixes at places of a text in the form of the protocol. */

import { describe, expect, it } from "vitest";
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { Lines } from "../../../core/lint/lines.ts";
import { findingOf, type PlacedFix } from "../../../core/lint/placed-finding.ts";
import { cutNotice } from "../../../server/diagnostics.ts";
import {
  type CheckedText,
  fixAllOf,
  placedDiagnosticsOf,
  quickFixesOf,
} from "../../../server/placed-findings.ts";

const URI = "file:///etc/ossec.conf";

/** From one column to another of a line. */
const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});
const page = (rule: string) => ({
  href: `https://github.com/keypoll/keypoll/blob/main/docs/rules/${rule}.md`,
});

const lines = Lines.ofEditor("one\ntwo\nthree\n");
const fix = (title: string, safe: boolean, start: number): PlacedFix => ({
  title,
  safe,
  edits: [{ start, end: start + 1, newText: "x" }],
});
const findings = [
  findingOf(
    { code: "first", severity: "warning" },
    { start: 0, end: 3, message: "One.", fixes: [fix("a", true, 0), fix("b", true, 1)], faded: true },
  ),
  findingOf(
    { code: "second", severity: "hint" },
    {
      start: 4,
      end: 9,
      message: "Two.",
      fixes: [fix("c", false, 5)],
      related: [{ start: 8, end: 13, message: "See here." }],
    },
  ),
  findingOf(
    { code: "first", severity: "error" },
    { start: 8, end: 13, message: "Three.", fixes: [fix("d", true, 9)] },
  ),
];
const text: CheckedText = { uri: URI, version: 3, lines, findings };
const edit = (line: number, at: number) => ({
  documentChanges: [
    { textDocument: { uri: URI, version: 3 }, edits: [{ range: range(line, at, at + 1), newText: "x" }] },
  ],
});

const [first, second, third] = placedDiagnosticsOf(text, 3);
const named = (...diagnostics: readonly (Diagnostic | undefined)[]) =>
  diagnostics.filter((each) => each !== undefined);

describe("findings at places of a text", () => {
  it("are diagnostics with their lines and columns", () => {
    const shared = { source: "keypoll" };
    expect(placedDiagnosticsOf(text, 3)).toEqual([
      {
        ...shared,
        range: range(0, 0, 3),
        severity: DiagnosticSeverity.Warning,
        code: "first",
        codeDescription: page("first"),
        message: "One.",
        tags: [DiagnosticTag.Unnecessary],
      },
      {
        ...shared,
        range: { start: { line: 1, character: 0 }, end: { line: 2, character: 1 } },
        severity: DiagnosticSeverity.Hint,
        code: "second",
        codeDescription: page("second"),
        message: "Two.",
        relatedInformation: [{ location: { uri: URI, range: range(2, 0, 5) }, message: "See here." }],
      },
      {
        ...shared,
        range: range(2, 0, 5),
        severity: DiagnosticSeverity.Error,
        code: "first",
        codeDescription: page("first"),
        message: "Three.",
      },
    ]);
    expect(placedDiagnosticsOf(text, 9)).toEqual([...placedDiagnosticsOf(text, 3), cutNotice(3, 9)]);
  });
});

describe("the fixes of findings at places", () => {
  it("are those of the diagnostics that the editor names", () => {
    const fixes = (diagnostics: Diagnostic[], only?: string[]) =>
      quickFixesOf(text, { diagnostics, ...(only && { only }) });
    expect(fixes(named(first, second))).toEqual([
      { title: "a", kind: "quickfix", edit: edit(0, 0), diagnostics: [first], isPreferred: true },
      { title: "b", kind: "quickfix", edit: edit(0, 1), diagnostics: [first], isPreferred: false },
      { title: "c", kind: "quickfix", edit: edit(1, 1), diagnostics: [second], isPreferred: false },
    ]);
    expect(fixes(named(third), ["quickfix"]).map(({ title }) => title)).toEqual(["d"]);
    expect(fixes(named(first), ["source"])).toEqual([]);
    expect(fixes([])).toEqual([]);
  });

  it.each([
    ["of another rule", { code: "other", range: range(0, 0, 3) }, []],
    ["of another line", { code: "first", range: range(1, 0, 3) }, []],
    // Neovim 0.7 counts columns in bytes.
    ["with other columns", { code: "first", range: range(2, 2, 7) }, ["d"]],
    ["with another end", { code: "first", range: range(0, 0, 2) }, ["a", "b"]],
  ])("of a diagnostic %s are found by its rule and its line", (_what, parts, expected) => {
    const diagnostics = [{ message: "", ...parts }];
    expect(quickFixesOf(text, { diagnostics }).map(({ title }) => title)).toEqual(expected);
  });

  it("of one line are found by the columns", () => {
    const same = [
      findingOf(
        { code: "first", severity: "error" },
        { start: 0, end: 1, message: "", fixes: [fix("a", true, 0)] },
      ),
      findingOf(
        { code: "first", severity: "error" },
        { start: 0, end: 2, message: "", fixes: [fix("b", true, 0)] },
      ),
      findingOf(
        { code: "first", severity: "error" },
        { start: 1, end: 2, message: "", fixes: [fix("c", true, 0)] },
      ),
      findingOf(
        { code: "first", severity: "error" },
        { start: 1, end: 5, message: "", fixes: [fix("d", true, 0)] },
      ),
      findingOf(
        { code: "first", severity: "error" },
        { start: 1, end: 9, message: "", fixes: [fix("e", true, 0)] },
      ),
    ];
    const of = { ...text, findings: same };
    const titles = placedDiagnosticsOf(of, 5).map((each) =>
      quickFixesOf(of, { diagnostics: [each] }).map(({ title }) => title),
    );
    expect(titles).toEqual([["a"], ["b"], ["c"], ["d"], ["e"]]);
  });

  it("are one action only if the editor asks for that", () => {
    const edits = [...edit(0, 0).documentChanges, ...edit(2, 1).documentChanges].flatMap(
      (each) => each.edits,
    );
    const all = {
      title: "Fix all that is safe to fix",
      kind: "source.fixAll.keypoll",
      edit: { documentChanges: [{ textDocument: { uri: URI, version: 3 }, edits }] },
    };
    expect(fixAllOf(text, { diagnostics: [], only: ["source.fixAll"] })).toEqual([all]);
    expect(fixAllOf(text, { diagnostics: [], only: ["quickfix"] })).toEqual([]);
    expect(fixAllOf(text, { diagnostics: [] })).toEqual([]);
    const none = { ...text, findings: findings.slice(1, 2) };
    expect(fixAllOf(none, { diagnostics: [], only: ["source.fixAll"] })).toEqual([]);
  });
});
