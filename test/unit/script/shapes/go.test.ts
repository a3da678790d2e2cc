// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** How a Go program is read: its texts, its blocks, and what runs only sometimes. */

import { describe } from "vitest";
import { expectFound, nothing } from "../found.ts";
import { expectTexts } from "../texts.ts";

describe("a literal", () => {
  expectTexts([["go", 'package main\nvar x = "a\\n"\nvar y = `b\\n`\n', `"a\\n"`, `"b\\\\n"`]]);
});

describe("texts that are joined", () => {
  expectTexts([["go", `package main\nvar x = "a" + v\n`, `"a" <v>`]]);
});

describe("a text that is a format", () => {
  expectTexts([["go", `package main\nvar x = fmt.Sprintf("%s-%03d", v, w)\n`, `<v> "-" <w>n0x`]]);
});

describe("a block", () => {
  const ANSWER = "fmt.Println(json.Marshal(a))";
  const TEXT = `fmt.Println("b")`;
  const inMain = (lines: string): string => `func main() {\n${lines}\n}\n`;

  expectFound("output-before-answer", [
    ...nothing(
      "go",
      inMain(`${ANSWER}\n${TEXT}`),
      inMain(`if c {\n${ANSWER}\n${TEXT}\n}`),
      inMain(`switch c {\ncase 1:\n${ANSWER}\n${TEXT}\n}`),
      inMain(`switch c {\ndefault:\n${ANSWER}\n${TEXT}\n}`),
      inMain(`if debug {\n${TEXT}\n}`),
    ),
    ["go", inMain(`if c {\n${ANSWER}\n}\n${TEXT}`), TEXT],
    ["go", inMain(`switch c {\ncase 1:\n${ANSWER}\ncase 2:\n${TEXT}\n}`), TEXT],
    ["go", inMain(`switch c {\ndefault:\n${ANSWER}\ncase 2:\n${TEXT}\n}`), TEXT],
    ["go", inMain(`for debug {\n${TEXT}\n}`), TEXT],
  ]);
  expectFound("unreachable-code", [
    ["go", inMain("return\ng()"), "g()"],
    ["go", inMain("return\nL:\ng()")],
  ]);
  expectFound(
    "no-timeout",
    nothing(
      "go",
      inMain('sql.Open("postgres", `connect_timeout=1`)'),
      inMain('sql.Open("postgres", "connect_timeout=1")'),
      inMain("net.Dial(n, a)\nc.SetDeadline(t)"),
      inMain("net.Dial(n, a)\nSetDeadline(t)"),
    ),
  );
});

describe("a text in brackets", () => {
  expectTexts([
    ["go", 'package main\nvar x = ("a" + (v)) + "b"\n', `"a" <v> "b"`],
    ["go", 'package main\nvar x = "a" - v\n', `"a"`],
  ]);
});
