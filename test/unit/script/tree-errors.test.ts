// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** What is wrong with a script according to the grammar of its language, and where. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { ScriptDocument } from "../../../core/lint/script/index.ts";
import { countsDiffer, treeError } from "../../../core/lint/script/tree-errors.ts";
import { grammars } from "./support.ts";

async function errorIn(
  language: ScriptLanguage,
  text: string,
): Promise<readonly [number, string, string] | []> {
  const document = new ScriptDocument(language, text);
  const error = treeError(document.read(await grammars.get(language)));
  document.close();
  return error === undefined ? [] : [error.start, text.slice(error.start, error.end), error.what];
}

const NO_END = (quote: string): string => `the string that begins with ${quote} does not end`;
const NO = "this is not valid here";

type Row = readonly [language: ScriptLanguage, text: string, start: number, place: string, what: string];

describe("an error", () => {
  it.each<Row>([
    ["python", "x = (1\ny = 2\n", 4, "(", "( is never closed"],
    ["python", "x = [1\n", 4, "[", "[ is never closed"],
    ["python", "x = {1\n", 4, "{", "{ is never closed"],
    ["python", "x = 1)\n", 5, ")", ") closes nothing"],
    ["python", "x = 1]\n", 5, "]", "] closes nothing"],
    ["python", "x = (1]\n", 6, "]", "] closes nothing"],
    ["python", "x = 'a\n", 4, "'", NO_END("'")],
    ["python", 'x = f"a\n', 4, 'f"', NO_END('f"')],
    ["python", "x =", 0, "x =", NO],
    ["python", "\n\n   ?  \n", 5, "?", NO],
    ["python", "x = 1 +   \ny = 2\n", 4, "1 +", NO],
    ["python", "def f(:\n    pass\n", 5, "(", ") is missing"],
    ["python", "if x:\n", 0, "if x:", "this line must be followed by an indented block"],
    ["javascript", "f(1   ;\n", 2, "1", ") is missing"],
    ["javascript", "x = [1;\n", 5, "1", "] is missing"],
    ["javascript", "function f() {\n", 13, "{", "} is missing"],
    ["javascript", "x = 'a\n", 4, "'", NO_END("'")],
    ["javascript", 'x = "a\n', 4, '"', NO_END('"')],
    ["javascript", "x = `a\n", 4, "`", NO_END("`")],
    ["javascript", "}\n", 0, "}", "} closes nothing"],
    ["javascript", "x = {a: 1\n", 4, "{", "{ is never closed"],
    ["javascript", "let = = 1;\n", 6, "=", NO],
    ["php", "<?php\nif ($x) {\n", 14, "{", "{ is never closed"],
    ["php", "<?php\n$x = 1\n$y = 2;\n", 11, "1", NO],
    ["php", "<?php\n$x = 1", 11, "1", "; is missing"],
    ["php", "<?php\n$x = 'a;\n", 11, "'", NO_END("'")],
    ["go", "package main\nfunc main() {\n", 25, "{", "{ is never closed"],
    ["go", "package main\nfunc main() { f(1 }\n", 29, "1", ") is missing"],
    ["go", "package main\nfunc main() { x := }\n", 30, "=", "identifier is missing"],
    ["go", "package main\nvar x = `a\n", 21, "`", NO_END("`")],
    ["bash", "if a; then\n b\n", 12, "b", "fi is missing"],
    ["bash", "if a; b; fi\n", 0, "if", "if is never closed"],
    ["bash", "case $x in\n a) b;;\n", 0, "case", "case is never closed"],
    ["bash", "while a; do\n b\n", 13, "b", "done is missing"],
    ["bash", "f() {\n a\n", 4, "{", "{ is never closed"],
    ["bash", "x=$(a\n", 4, "a", ") is missing"],
    ["bash", 'x="a\n', 3, "a", '" is missing'],
    ["bash", "a )\n", 2, ")", ") closes nothing"],
    ["powershell", "if ($x) {\n", 8, "{", "} is missing"],
    ["powershell", "}\n", 0, "}", "} closes nothing"],
    ["ruby", "def f\n  y\n", 0, "def", "def is never closed"],
    ["ruby", "if x\n  y\n", 0, "if", "if is never closed"],
    ["ruby", "unless x\n  y\n", 0, "unless", "unless is never closed"],
    ["ruby", "case x\nwhen 1\n  y\n", 0, "case", "case is never closed"],
    ["ruby", "while x\n  y\n", 0, "while", "while is never closed"],
    ["ruby", "until x\n  y\n", 0, "until", "until is never closed"],
    ["ruby", "for a in b\n  y\n", 0, "for", "for is never closed"],
    ["ruby", "begin\n  y\n", 0, "begin", "begin is never closed"],
    ["ruby", "f do\n  y\n", 2, "do", "do is never closed"],
    ["ruby", "class A\n  y\n", 0, "class", "class is never closed"],
    ["ruby", "module A\n  y\n", 0, "module", "module is never closed"],
    ["ruby", "def f\n  if x\n    y\n  end\n", 0, "def", "def is never closed"],
    ["ruby", "x = `a\n", 4, "`", NO_END("`")],
    ["ruby", "x = 1 }\n", 6, "}", "} closes nothing"],
    ["perl", "if ($x) {\n", 8, "{", "{ is never closed"],
  ])("in %s: %s", async (language, text, ...error) => {
    expect(await errorIn(language, text)).toEqual(error);
  });

  it.each<readonly [language: ScriptLanguage, text: string]>([
    ["python", "x = (1)\n"],
    ["javascript", "f(1);\n"],
    ["ruby", "def f\n  y\nend\n"],
    ["bash", "if a; then b; fi\n"],
    ["go", "package main\nfunc main() {\n}\n"],
  ])("not in %s: %s", async (language, text) => {
    expect(await errorIn(language, text)).toEqual([]);
  });
});

describe("the indentation of Python", () => {
  const FITS_NOT = "the indentation of this line does not match any block above it";
  const MIXED = "tabs and spaces are mixed in the indentation";
  const MISSING = "this line must be followed by an indented block";

  it.each<readonly [text: string, start: number, place: string, what: string]>([
    ["if x:\n    y = 1\n  z = 2\n", 18, "z = 2", FITS_NOT],
    ["if x:\n    y = 1\n      z = 2\n", 22, "z = 2", FITS_NOT],
    ["if x:\n    y = 1\n  z = 2  \n", 18, "z = 2", FITS_NOT],
    ["if x:\n    y = 1\n  z = 2", 18, "z = 2", FITS_NOT],
    ["x = 1\n  y = 2\n", 8, "y = 2", FITS_NOT],
    ["def f():\n  if x:\n    y = 1\n   z = 2\n", 30, "z = 2", FITS_NOT],
    ["if x:\n    y = 1\n  elif z:\n    y = 2\n", 18, "elif z:", FITS_NOT],
    ["if x:\n    y = 1\n  else:\n    y = 2\n", 18, "else:", FITS_NOT],
    ["try:\n    y = 1\n  except A:\n    y = 2\n", 17, "except A:", FITS_NOT],
    ["try:\n    y = 1\n  except* A:\n    y = 2\n", 17, "except* A:", FITS_NOT],
    ["try:\n    y = 1\n  finally:\n    y = 2\n", 17, "finally:", FITS_NOT],
    ["if x:\n    y = 1\nelse:\n    y = 2\n  z = 3\n", 34, "z = 3", FITS_NOT],
    ["@a\ndef f():\n    y = 1\n  z = 2\n", 24, "z = 2", FITS_NOT],
    ["@a\nclass A:\n    y = 1\n  z = 2\n", 24, "z = 2", FITS_NOT],
    ["if x:\n        y = 1\n\tz = 2\n", 21, "z = 2", MIXED],
    ["if x:\n\ty = 1\n        z = 2\n", 21, "z = 2", MIXED],
    ["if x:\n\tif y:\n  \tz = 1\n", 16, "z = 1", MIXED],
    ["if x:\n        if y:\n\t z = 1\n", 22, "z = 1", MIXED],
    ["if x:\nelse:\n    y = 1\n", 0, "if x:", MISSING],
    ["def f():\n", 0, "def f():", MISSING],
    ["if x:\n    for y in z:\nw = 1\n", 10, "for y in z:", MISSING],
  ])("%s", async (text, ...error) => {
    expect(await errorIn("python", text)).toEqual(error);
  });

  it.each([
    "if x: y = 1\nelse: y = 2\n",
    "if x:\n    y = 1; z = 2\n",
    "if x:\n\ty = 1\nelse:\n  y = 2\n",
    "if x:\n  # a\n# b\n  y = 1\n      # c\n",
    "if x:\n  \ty = 1\n  \tz = 2\n",
    "if x:\n        y = 1\nelse:\n\ty = 2\n",
    "try:\n  y = 1\nexcept A:\n   y = 2\nelse:\n y = 3\nfinally:\n    y = 4\n",
    "@a\n@b\ndef f():\n  y = 1\n",
    "def f():\n    x = [\n1,\n  2]\n    y = 1\n",
  ])("is right here: %s", async (text) => {
    expect(await errorIn("python", text)).toEqual([]);
  });
});

describe("signs that must be even", () => {
  it.each<readonly [language: ScriptLanguage, text: string]>([
    ["bash", "if a; then b"],
    ["bash", "b; fi"],
    ["bash", "for a in b; do c"],
    ["bash", "c; done"],
    ["bash", "a {"],
    ["bash", "a ["],
    ["bash", 'a "'],
    ["bash", "a '"],
    ["bash", `a "b" 'c`],
    ["bash", "if a; then\n# fi\nb"],
    ["powershell", "f ("],
    ["powershell", "[a"],
    ["powershell", "a }"],
    ["powershell", 'a "'],
  ])("are not in %s: %s", (language, text) => {
    expect(countsDiffer(text, language)).toBe(true);
  });

  it.each<readonly [language: ScriptLanguage, text: string]>([
    ["bash", "if a; then b; fi"],
    ["bash", "for a in b; do c; done"],
    ["bash", "a) b;; (c"],
    ["bash", "{ a; }; [ b ]"],
    ["bash", `a "b" 'c' "d"`],
    ["bash", `a \\" \\' \\{`],
    ["bash", "# it's (if {\na"],
    ["bash", "a\n\t # it's (if {\nb"],
    ["bash", "a --if b --do"],
    ["bash", "elif; endif; if_x; x_if; if-x; dont; do_x; redo; $if; $do; $fi; $done"],
    ["bash", "gif; fi_x; fi-x; undone; done_x; abandon; my-fi; my-done"],
    ["powershell", "(a) [b] { c }"],
    ["powershell", "if ($a) { do { b } while ($c) }"],
    ["powershell", "# it's (\na"],
  ])("are in %s: %s", (language, text) => {
    expect(countsDiffer(text, language)).toBe(false);
  });
});
