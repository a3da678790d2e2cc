/** What is asked about a place in a script, and how an open script keeps its tree. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { ScriptDocument } from "../../../core/lint/script/index.ts";
import { contains, spanOf } from "../../../core/lint/script/reading.ts";
import { grammars } from "./support.ts";

const PYTHON = "def f():\n    if a:\n        x = g('one', two)\n    return x\ny = 1\n";

/** A reading of a text, and the smallest node that is a part of it. */
async function read(language: ScriptLanguage, text: string) {
  const document = new ScriptDocument(language, text);
  const reading = document.read(await grammars.get(language));
  const nodeOf = (part: string) => {
    const at = text.indexOf(part);
    const node = reading.root.descendantForIndex(at, at + part.length);
    if (at < 0 || node === null) throw new Error(`no ${part}`);
    return node;
  };
  return { document, reading, nodeOf };
}

describe("around a node", () => {
  it.each([
    ["'one'", "x = g('one', two)", "x = g('one', two)"],
    ["return", "return x", "if a:\n        x = g('one', two)\n    return x"],
    ["if a", "if a:\n        x = g('one', two)", "if a:\n        x = g('one', two)\n    return x"],
    ["def", PYTHON.slice(0, PYTHON.indexOf("\ny")), PYTHON],
    ["y", "y = 1", PYTHON],
  ])("%s is the statement %j in the block %j", async (part, statement, block) => {
    const { document, reading, nodeOf } = await read("python", PYTHON);
    expect(reading.statementOf(nodeOf(part)).text).toBe(statement);
    expect(reading.blockOf(nodeOf(part)).text).toBe(block);
    document.close();
  });

  it("that is the whole script is nothing else", async () => {
    const { document, reading } = await read("python", PYTHON);
    expect(reading.blockOf(reading.root).id).toBe(reading.root.id);
    expect(reading.statementOf(reading.root).id).toBe(reading.root.id);
    document.close();
  });
});

describe("the name", () => {
  it.each<[ScriptLanguage, string, string, string]>([
    ["python", "d['id']", "'id'", "id"],
    ["python", "d[id]", "id", "id"],
    ["php", "<?php echo $id;", "$id", "id"],
    ["ruby", "d[:id]", ":id", "id"],
    ["ruby", "@id = 1", "@id", "id"],
    ["ruby", "d['a:b@c$d']", "'a:b@c$d'", "a:b@c$d"],
  ])("in %s of %s at %s is %s", async (language, text, part, expected) => {
    const { document, reading, nodeOf } = await read(language, text);
    expect(reading.nameOf(nodeOf(part))).toBe(expected);
    document.close();
  });

  it("is one of the words in a node, besides the contents of strings", async () => {
    const { document, reading, nodeOf } = await read("python", PYTHON);
    expect(reading.wordsIn(nodeOf("x = g('one', two)"))).toEqual(["x", "g", "one", "two"]);
    document.close();
  });
});

describe("a span", () => {
  it.each([
    [{ start: 2, end: 5 }, true],
    [{ start: 3, end: 4 }, true],
    [{ start: 2, end: 6 }, false],
    [{ start: 1, end: 5 }, false],
    [{ start: 7, end: 9 }, false],
  ])("of 2 to 5 contains %j: %s", (inner, expected) => {
    expect(contains({ start: 2, end: 5 }, inner)).toBe(expected);
  });

  it("of a node is its place", async () => {
    const { document, reading, nodeOf } = await read("python", PYTHON);
    const at = PYTHON.indexOf("two");
    expect(spanOf(nodeOf("two"))).toEqual({ start: at, end: at + 3 });
    expect(contains(reading.root, nodeOf("two"))).toBe(true);
    expect(contains(nodeOf("two"), reading.root)).toBe(false);
    document.close();
  });
});

describe("an open script", () => {
  /** What every script that answers has in it. */
  const WORDS = "# id, ip, error, data\n";

  it("may be a poll script up to a length of 512 KiB", () => {
    const filled = (length: number) =>
      new ScriptDocument("bash", WORDS + "#".repeat(length - WORDS.length)).mayBePollScript();
    expect([filled(100), filled(512 * 1024), filled(512 * 1024 + 1)]).toEqual([true, true, false]);
    expect(new ScriptDocument("bash", "echo\n").mayBePollScript()).toBe(false);
  });

  it("is read once for each text", async () => {
    const grammar = await grammars.get("python");
    const document = new ScriptDocument("python", "a = 1\n");
    const first = document.read(grammar);
    expect(document.read(grammar)).toBe(first);
    expect([first.language, first.text, first.root.text]).toEqual(["python", "a = 1\n", "a = 1\n"]);
    document.applyEdit({ startLine: 0, startColumn: 4, endLine: 0, endColumn: 5, newText: "f(\n2)" });
    const second = document.read(grammar);
    expect(second).not.toBe(first);
    expect([second.text, second.root.text]).toEqual(["a = f(\n2)\n", "a = f(\n2)\n"]);
    expect(second.root.toString()).toBe(
      "(module (expression_statement (assignment left: (identifier) right: (call function: (identifier) arguments: (argument_list (integer))))))",
    );
    document.close();
  });

  it("knows the places of its nodes after edits that add and take lines", async () => {
    const grammar = await grammars.get("python");
    const document = new ScriptDocument("python", "a = 1\nb = 2\nc = 3\n");
    document.read(grammar);
    document.applyEdit({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 0, newText: "# x\n# y\n" });
    document.applyEdit({ startLine: 3, startColumn: 0, endLine: 4, endColumn: 0, newText: "" });
    const { root } = document.read(grammar);
    const last = root.lastNamedChild;
    expect([last?.text, last?.startPosition, last?.startIndex]).toEqual(["c = 3", { row: 3, column: 0 }, 14]);
    expect(document.positionAt(14)).toEqual({ line: 3, column: 0 });
    document.close();
  });

  it("takes an edit that ends before it begins as one at its start", () => {
    const document = new ScriptDocument("python", "abcdef\n");
    document.applyEdit({ startLine: 0, startColumn: 4, endLine: 0, endColumn: 1, newText: "-" });
    expect(document.getText()).toBe("abcd-ef\n");
  });

  it("can be read again after it was closed", async () => {
    const grammar = await grammars.get("python");
    const document = new ScriptDocument("python", "a = 1\n");
    const first = document.read(grammar);
    document.close();
    document.close();
    const second = document.read(grammar);
    expect(second).not.toBe(first);
    expect(second.root.text).toBe("a = 1\n");
    document.applyEdit({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 1, newText: "b" });
    expect(document.read(grammar).root.text).toBe("b = 1\n");
    document.close();
  });
});
