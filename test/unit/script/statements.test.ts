/** Which statements of a script count as lines that can run. */

import { describe, expect, it } from "vitest";
import { type ParsedLanguage, statementsOf } from "../../../core/lint/script/index.ts";
import { grammars } from "./support.ts";

/** Each statement as its first line of text, with its lines. */
async function statementsIn(language: ParsedLanguage, text: string): Promise<readonly string[]> {
  const { all, whole } = statementsOf(await grammars.get(language), language, text);
  expect(whole).toBe(true);
  return all.map(({ start, firstLine, lastLine }) => {
    const [line] = text.slice(start).split("\n");
    return `${firstLine}-${lastLine} ${line}`;
  });
}

type Row = readonly [language: ParsedLanguage, text: string, statements: readonly string[]];

describe("a statement", () => {
  it.each<Row>([
    ["bash", "a\n\n  b c\n", ["1-1 a", "3-3 b c"]],
    ["bash", "a \\\n  b\n", ["1-2 a \\"]],
    ["bash", "x=1\n", ["1-1 x=1"]],
    ["bash", "export x\ndeclare y\nlocal z\n", ["1-1 export x", "2-2 declare y", "3-3 local z"]],
    ["bash", "unset x\n", ["1-1 unset x"]],
    ["bash", "[ a ]\n[[ b ]]\n", ["1-1 [ a ]", "2-2 [[ b ]]"]],
    ["bash", "for x in a; do\n b\ndone\n", ["1-3 for x in a; do", "2-2 b"]],
    ["bash", "for ((;;)); do\n b\ndone\n", ["1-3 for ((;;)); do", "2-2 b"]],
    ["bash", "case x in\n a) b ;;\nesac\n", ["1-3 case x in", "2-2 b ;;"]],
    ["bash", "if a; then\n b\nelse\n c\nfi\n", ["1-1 a; then", "2-2 b", "4-4 c"]],
    ["bash", "f() {\n a\n}\n", ["2-2 a"]],
    ["bash", "# a\n", []],
    // Commands inside the words of another one belong to it.
    ["bash", "a $(b)\n", ["1-1 a $(b)"]],
    ["bash", "a <(b)\n", ["1-1 a <(b)"]],
    ["bash", "a $((b))\n", ["1-1 a $((b))"]],
    ["bash", "a <<E\n$(b)\nE\nc\n", ["1-1 a <<E", "4-4 c"]],
    ["javascript", "a();\nb();\n", ["1-1 a();", "2-2 b();"]],
    ["javascript", "const x = 1;\nvar y = 2;\n", ["1-1 const x = 1;", "2-2 var y = 2;"]],
    ["javascript", "function f() {\n  return 1;\n}\n", ["2-2 return 1;"]],
    ["javascript", "throw x;\n", ["1-1 throw x;"]],
    ["javascript", "if (x) {\n  a();\n}\n", ["1-3 if (x) {", "2-2 a();"]],
    ["javascript", "for (;;) {\n  break;\n}\n", ["1-3 for (;;) {", "2-2 break;"]],
    ["javascript", "for (const x of y) {\n  continue;\n}\n", ["1-3 for (const x of y) {", "2-2 continue;"]],
    ["javascript", "while (x) a();\n", ["1-1 while (x) a();", "1-1 a();"]],
    ["javascript", "switch (x) {\n  case 1: a();\n}\n", ["1-3 switch (x) {", "2-2 a();"]],
    ["javascript", 'import x from "y";\n', ['1-1 import x from "y";']],
    ["javascript", "// a\n", []],
  ])("in %s: %j", async (language, text, statements) => {
    expect(await statementsIn(language, text)).toEqual(statements);
  });
});

it("may be missing if a part cannot be read", async () => {
  expect(statementsOf(await grammars.get("javascript"), "javascript", "f(;\n").whole).toBe(false);
});
