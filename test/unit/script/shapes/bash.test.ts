// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** How a shell script is read: its texts, its blocks, and what runs only sometimes. */

import { describe } from "vitest";
import { expectFound, nothing } from "../found.ts";
import { expectTexts } from "../texts.ts";

describe("a literal", () => {
  expectTexts([
    ["bash", `x="a\\"b" y='c\\n'`, `"a\\"b"`, `"c\\\\n"`],
    ["bash", `x=$'a\\nb'`, `"a\\nb"`],
  ]);
});

describe("texts that are joined", () => {
  expectTexts([["bash", `x="a"'b'"$v"`, `"a" "b" <$v>`]]);
});

describe("a value inside a text", () => {
  expectTexts([["bash", `x="a$v b\${w}c$(d)e$((1))"`, `"a" <$v> " b" <\${w}> "c" <$(d)> "e" <$((1))>`]]);
});

describe("a text that is a format", () => {
  expectTexts([["bash", `printf '%s-%s' "$v" "$w"`, `<"$v"> "-" <"$w">`, "<$v>", "<$w>"]]);
});

describe("a block", () => {
  const ANSWER = `echo '{"error": 1}'`;

  expectFound("output-before-answer", [
    ...nothing(
      "bash",
      `${ANSWER}\necho b`,
      `{ ${ANSWER}; echo b; }`,
      `for i in a; do ${ANSWER}; echo b; done`,
      `if a; then ${ANSWER}; echo b; fi`,
      `if a; then c; elif d; then ${ANSWER}; echo b; fi`,
      `if a; then c; else ${ANSWER}; echo b; fi`,
      `case $1 in a) ${ANSWER}; echo b;; esac`,
      "x=$(echo b)",
      "read x < <(echo b)",
      "f() { echo b; }",
      `if [ "$debug" ]; then echo b; fi`,
      `[ "$debug" ] && echo b`,
    ),
    ["bash", `{ ${ANSWER}; }; echo b`, "echo b"],
    ["bash", `for i in a; do ${ANSWER}; done; echo b`, "echo b"],
    ["bash", `if a; then ${ANSWER}; fi; echo b`, "echo b"],
    ["bash", `if a; then c; elif d; then ${ANSWER}; else echo b; fi`, "echo b"],
    ["bash", `if a; then c; elif d; then ${ANSWER}; fi; echo b`, "echo b"],
    ["bash", `if a; then c; else ${ANSWER}; fi; echo b`, "echo b"],
    ["bash", `case $1 in a) ${ANSWER};; b) echo b;; esac`, "echo b"],
  ]);
  expectFound("no-timeout", nothing("bash", `psql "host=db connect_timeout=1"`));
});

describe("a text that is not escaped", () => {
  expectTexts([
    ["bash", `x='a\\"b'`, `"a\\\\\\"b"`],
    ["bash", "cat <<E\na\\\\b $v\nE\n", `"a\\\\\\\\b " <$v> "\\n"`],
  ]);
});
