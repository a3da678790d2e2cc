/** Findings and fixes of a list of agents in the form of the protocol. */

import { describe, expect, it } from "vitest";
import { type CodeActionParams, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { openKeyFile } from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { codeActionsOf, wants } from "../../../server/code-actions.ts";
import { cutNotice, diagnosticsOf, notCheckedNotice } from "../../../server/diagnostics.ts";
import type { OpenKeyFile } from "../../../server/key-files.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const OTHER = "f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f";
const URI = "file:///etc/client.keys";
const settings = { ...defaultLintSettings, role: "manager" } as const;

const opened = (text: string): OpenKeyFile => ({
  kind: "key-file",
  uri: URI,
  languageId: "client-keys",
  version: 7,
  model: openKeyFile(text, settings),
  disk: {},
  looking: undefined,
});

/** From one column to another of a line. */
const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});
const page = (rule: string) => ({
  href: `https://github.com/keypoll/keypoll/blob/main/docs/rules/${rule}.md`,
});

describe("the kinds of actions that an editor asks for", () => {
  it.each([
    [undefined, true],
    [["quickfix"], true],
    [["source", "quickfix"], true],
    [["quickfix.more"], false],
    [["quick"], false],
    [["source"], false],
    [[], false],
  ])("%j include quick fixes: %s", (only, expected) => {
    expect(wants(only, "quickfix")).toBe(expected);
  });

  it("include those below a kind", () => {
    expect(wants(["source"], "source.fixAll.keypoll")).toBe(true);
    expect(wants(["source.fixAll"], "source.fixAll.keypoll")).toBe(true);
    expect(wants(["source.fix"], "source.fixAll.keypoll")).toBe(false);
  });
});

describe("the diagnostics of a list of agents", () => {
  it("have their places, severities, pages and related lines", () => {
    const text = `001 web any ${KEY}\n\n001 db any ${OTHER}\n`;
    const shared = { source: "keypoll" };
    expect(diagnosticsOf(opened(text), settings)).toEqual([
      {
        ...shared,
        range: range(0, 0, 3),
        severity: DiagnosticSeverity.Error,
        code: "duplicate-id",
        codeDescription: page("duplicate-id"),
        message: "Id 001 is on another line too: the manager finds only this one.",
        relatedInformation: [{ location: { uri: URI, range: range(2, 0, 3) }, message: "has the same id" }],
      },
      {
        ...shared,
        range: range(1, 0, 0),
        severity: DiagnosticSeverity.Warning,
        code: "blank-line",
        codeDescription: page("blank-line"),
        message: "Blank line: every daemon that reads the file logs error 1401 for it. Delete the line.",
      },
      {
        ...shared,
        range: range(2, 0, 3),
        severity: DiagnosticSeverity.Error,
        code: "duplicate-id",
        codeDescription: page("duplicate-id"),
        message: "Id 001 is taken by line 1: the manager never finds this agent by its id.",
        relatedInformation: [{ location: { uri: URI, range: range(0, 0, 3) }, message: "has the same id" }],
      },
    ]);
  });

  it("are faded where the text has no effect", () => {
    const [one] = diagnosticsOf(opened(`001 web any ${KEY}\n002 !db any ${OTHER}\n`), settings);
    expect(one).toMatchObject({ code: "removed-record", tags: [DiagnosticTag.Unnecessary] });
  });

  it("end with a notice if there are more", () => {
    const text = `001 web any ${KEY}\n${"\n".repeat(5)}`;
    const found = diagnosticsOf(opened(text), { ...settings, maxFindings: 3 });
    expect(found.map(({ code }) => code)).toEqual(["blank-line", "blank-line", "blank-line", undefined]);
    expect(found.at(-1)).toEqual({
      range: range(0, 0, 0),
      severity: DiagnosticSeverity.Information,
      source: "keypoll",
      message: "The first 3 of 5 findings are shown; the setting keypoll.lint.maxFindings says how many.",
    });
    expect(cutNotice(3, 5)).toEqual(found.at(-1));
  });

  it("say that a file was not checked, why, and what to do", () => {
    expect(
      notCheckedNotice({ state: "not-checked", why: "It has no parser.", advice: "Install one." }),
    ).toEqual({
      range: range(0, 0, 0),
      severity: DiagnosticSeverity.Warning,
      source: "keypoll",
      code: "not-checked",
      message: "It has no parser. Install one.",
    });
  });
});

describe("the actions of a list of agents", () => {
  const text = `002 web any ${KEY}\n001  db any ${OTHER}\n003 !dc any ${OTHER}\n\n`;
  const actions = (only: string[] | undefined, content = text, code = "double-space") => {
    const file = opened(content);
    const diagnostics = diagnosticsOf(file, settings).filter((each) => each.code === code);
    const context: CodeActionParams["context"] = { diagnostics, ...(only && { only }) };
    return codeActionsOf(file, settings, { textDocument: { uri: URI }, range: range(0, 0, 0), context });
  };
  const edit = (...edits: readonly object[]) => ({
    documentChanges: [{ textDocument: { uri: URI, version: 7 }, edits }],
  });

  it("are the fixes of the diagnostics that the editor names", () => {
    const fixes = actions(undefined);
    expect(fixes).toEqual([
      {
        title: "Use a single blank",
        kind: "quickfix",
        diagnostics: [expect.objectContaining({ code: "double-space" })],
        isPreferred: true,
        edit: edit({ range: range(1, 3, 5), newText: " " }),
      },
    ]);
    expect(actions(["quickfix"])).toEqual(fixes);
    expect(actions(["refactor"])).toEqual([]);
    expect(actions(undefined, text, "no-such-rule")).toEqual([]);
  });

  it("prefer only the first fix, and only if it is safe", () => {
    const twice = `001 web any ${KEY}\n001 db any ${OTHER}\n`;
    expect(
      actions(undefined, twice, "duplicate-id").map(({ title, isPreferred }) => [title, isPreferred]),
    ).toEqual([
      ["Give this record the next free id, 002", false],
      ["Mark agent 001 web as removed", false],
      ["Give this record the next free id, 002", false],
      ["Mark agent 001 db as removed", false],
    ]);
  });

  it("change the whole file if the editor asks for source actions", () => {
    const kinds = (only: string[] | undefined, content = text) =>
      actions(only, content).map(({ kind }) => kind);
    const [purge, sort, all] = [
      "source.keypoll.purgeRemoved",
      "source.keypoll.sortById",
      "source.fixAll.keypoll",
    ];
    expect(kinds(["source"])).toEqual([purge, sort, all]);
    expect(kinds(["source.keypoll"])).toEqual([purge, sort]);
    expect(kinds(["source.keypoll.sortById"])).toEqual([sort]);
    expect(kinds(["source.fixAll"])).toEqual([all]);
    expect(kinds(["source.fixAll.keypoll"])).toEqual([all]);
    expect(kinds(["source.organizeImports"])).toEqual([]);
    expect(kinds(["source"], `001 web any ${KEY}\n`)).toEqual([]);
  });

  it("apply all safe fixes at once, and sort the records", () => {
    const [all] = actions(["source.fixAll"]);
    expect(all?.title).toBe("Fix all that is safe to fix");
    const [change] = all?.edit?.documentChanges ?? [];
    expect(change).toMatchObject({ textDocument: { uri: URI, version: 7 } });
    const [purge, sort] = actions(["source.keypoll"]);
    expect([purge?.title, sort?.title]).toEqual(["Purge 1 removed agent", "Sort by id"]);
    expect(purge?.edit).toMatchObject({ documentChanges: [{ textDocument: { uri: URI, version: 7 } }] });
  });
});
