/** The syntax of the PowerShell scripts, by grammar: no package that a test could install contains PowerShell. */

import { createRequire } from "node:module";
import { beforeAll, expect, test } from "vitest";
import { Language, Parser } from "web-tree-sitter";
import { registrationScripts, templates } from "../../../core/templates/index.ts";

const { resolve } = createRequire(import.meta.url);
const scripts = [...templates(), ...registrationScripts()].filter(
  ({ language }) => language === "powershell",
);
let parser: Parser;

beforeAll(async () => {
  await Parser.init();
  parser = new Parser();
  const grammar = resolve("@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm");
  parser.setLanguage(await Language.load(grammar));
});

test.each(scripts)("$id has no syntax error by grammar; nothing here can run PowerShell", ({ text }) => {
  expect(parser.parse(text)?.rootNode.hasError).toBe(false);
});

test("the grammar does see an error", () => {
  const [script] = scripts;
  const broken = script?.text.replace("function Get-Answer", "function Get-Answer {") ?? "";
  expect(parser.parse(broken)?.rootNode.hasError).toBe(true);
});
