/** Agents as symbols and folds, and edits in the form of the protocol. */

import { describe, expect, it } from "vitest";
import { openKeyFile } from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import type { OpenKeyFile } from "../../../server/key-files.ts";
import { PositionEncoding } from "../../../server/position-encoding.ts";
import { foldsOf, MOST_SYMBOLS, symbolsOf, workspaceSymbolsOf } from "../../../server/symbols.ts";
import { changedText, textEditOf, wireEditsOf } from "../../../server/text-edits.ts";

const KEY = "0123456789abcdef".repeat(4);

function opened(text: string): OpenKeyFile {
  const model = openKeyFile(text, defaultLintSettings);
  const uri = "file:///client.keys";
  return {
    kind: "key-file",
    uri,
    languageId: "client-keys",
    version: 1,
    model,
    disk: {},
    looking: undefined,
  };
}

const FILE = opened(
  [
    "# agents",
    `001 web 10.0.0.1 ${KEY}`,
    `002 !db any ${KEY}`,
    `003 !app any ${KEY}`,
    "",
    `004 !old any ${KEY}`,
    `005 ${KEY} any short`,
    `006 last 999.1.1.1 ${KEY}`,
    `007 #gone any ${KEY}`,
    `008 #gone2 any ${KEY}`,
  ].join("\n"),
);

const whole = (line: number, length: number) => ({
  start: { line, character: 0 },
  end: { line, character: length },
});

describe("the symbols of a file", () => {
  it("are its agents, with those that are removed marked", () => {
    expect(
      symbolsOf(FILE).map(({ name, detail, tags, range }) => [name, detail, tags, range.start.line]),
    ).toEqual([
      ["001 web", "10.0.0.1", undefined, 1],
      ["002 !db", "removed", [1], 2],
      ["003 !app", "removed", [1], 3],
      ["004 !old", "removed", [1], 5],
      ["005 ••••••••", "any", undefined, 6],
      ["006 last", "999.1.1.1", undefined, 7],
      ["007 #gone", "removed", [1], 8],
      ["008 #gone2", "removed", [1], 9],
    ]);
  });

  it("are about the whole line", () => {
    const length = `001 web 10.0.0.1 ${KEY}`.length;
    expect(symbolsOf(FILE)[0]).toEqual({
      name: "001 web",
      detail: "10.0.0.1",
      kind: 20,
      range: whole(1, length),
      selectionRange: whole(1, length),
    });
  });

  it("are found by id, name and address in any case", () => {
    const found = (query: string): string[] =>
      workspaceSymbolsOf([FILE], query).symbols.map(({ name }) => name);
    expect(found("WEB")).toEqual(["001 web"]);
    expect(found("0.0.1")).toEqual(["001 web"]);
    expect(found("00")).toHaveLength(8);
    expect(found("removed")).toHaveLength(5);
    expect(found("nobody")).toEqual([]);
    const length = `001 web 10.0.0.1 ${KEY}`.length;
    expect(workspaceSymbolsOf([FILE], "web")).toEqual({
      symbols: [
        {
          name: "001 web",
          kind: 20,
          containerName: "10.0.0.1",
          location: { uri: "file:///client.keys", range: whole(1, length) },
        },
      ],
      cut: false,
    });
  });

  it("end at a limit", () => {
    const line = (at: number): string => `${String(at).padStart(5, "0")} a${at} any ${KEY}`;
    const many = (count: number): OpenKeyFile =>
      opened(Array.from({ length: count }, (_, at) => line(at + 1)).join("\n"));
    const full = many(MOST_SYMBOLS);
    expect(symbolsOf(many(MOST_SYMBOLS + 1))).toHaveLength(MOST_SYMBOLS);
    expect(workspaceSymbolsOf([full], "")).toMatchObject({ cut: false });
    const cut = workspaceSymbolsOf([full, FILE], "");
    expect(cut.symbols).toHaveLength(MOST_SYMBOLS);
    expect(cut.cut).toBe(true);
  });
});

it("folds two or more removed records in a row", () => {
  expect(foldsOf(FILE)).toEqual([
    { startLine: 2, endLine: 3, kind: "comment" },
    { startLine: 8, endLine: 9, kind: "comment" },
  ]);
  expect(foldsOf(opened("001 web any x"))).toEqual([]);
});

describe("an edit", () => {
  const range = { start: { line: 0, character: 1 }, end: { line: 1, character: 2 } };
  const edit = { startLine: 0, startColumn: 1, endLine: 1, endColumn: 2, newText: "x" };

  it("has the same places in the protocol", () => {
    expect(textEditOf({ range, text: "x" })).toEqual(edit);
    expect(wireEditsOf([edit])).toEqual([{ range, newText: "x" }]);
  });

  it("changes a text, in a part or as a whole", () => {
    expect(changedText("abc\r\ndef\n", { range, text: "x" })).toBe("axf\n");
    expect(changedText("abc", { text: "new" })).toBe("new");
  });
});

describe("columns of a list of agents", () => {
  const file = opened("001 é\rb any x\r\n002 wéb any y\r\n");

  it("are those of the editor, for which a carriage return ends a line", () => {
    const encoding = new PositionEncoding();
    expect(encoding.sent({ line: 0, character: 7 }, file)).toEqual({ line: 1, character: 1 });
    expect(encoding.received({ line: 1, character: 1 }, file)).toEqual({ line: 0, character: 7 });
    expect(encoding.sent({ line: 1, character: 3 }, file)).toEqual({ line: 2, character: 3 });
  });

  it("are bytes for an editor that counts these", () => {
    const encoding = new PositionEncoding("utf-8");
    expect(encoding.sent({ line: 1, character: 7 }, file)).toEqual({ line: 2, character: 8 });
    expect(encoding.received({ line: 2, character: 8 }, file)).toEqual({ line: 1, character: 7 });
    const plain = opened("001 wéb any y\r\n");
    expect(encoding.sent({ line: 0, character: 7 }, plain)).toEqual({ line: 0, character: 8 });
    expect(encoding.received({ line: 0, character: 8 }, plain)).toEqual({ line: 0, character: 7 });
  });

  it("end at the end of their line", () => {
    const plain = opened("001 web any y\r\n002");
    expect(new PositionEncoding().received({ line: 0, character: 99 }, plain)).toEqual({
      line: 0,
      character: 13,
    });
  });
});
