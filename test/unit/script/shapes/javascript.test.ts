// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** How a JavaScript script is read: its texts, its blocks, and what runs only sometimes. */

import { describe } from "vitest";
import { expectFound, nothing } from "../found.ts";
import { expectTexts } from "../texts.ts";

describe("a literal", () => {
  expectTexts([["javascript", "x = `a`; y = 'b'; z = \"c\\n\"", `"a"`, `"b"`, `"c\\n"`]]);
});

describe("texts that are joined", () => {
  expectTexts([
    ["javascript", "x = 'a' + v + `b${w}`", `"a" <v> "b" <\${w}>`],
    ["javascript", "x = 'a' - v", `"a"`],
  ]);
});

describe("a value inside a text", () => {
  expectTexts([["javascript", "x = `a${v}b`", '"a" <${v}> "b"']]);
});

describe("a text that is a format", () => {
  expectTexts([["javascript", `x = util.format("%s %d", v, w)`, `<v> " " <w>n`]]);
});

describe("a block", () => {
  const ANSWER = "console.log(JSON.stringify(a));";
  const TEXT = `console.log("b")`;

  expectFound("output-before-answer", [
    ...nothing(
      "javascript",
      `${ANSWER} ${TEXT}`,
      `if (c) { ${ANSWER} ${TEXT}; }`,
      `switch (c) { case 1: ${ANSWER} ${TEXT}; }`,
      `switch (c) { default: ${ANSWER} ${TEXT}; }`,
      `if (debug) { ${TEXT}; }`,
    ),
    ["javascript", `if (c) { ${ANSWER} } ${TEXT}`, TEXT],
    ["javascript", `switch (c) { case 1: ${ANSWER} break; case 2: ${TEXT}; }`, TEXT],
    ["javascript", `switch (c) { default: ${ANSWER} break; case 2: ${TEXT}; }`, TEXT],
    ["javascript", `while (debug) { ${TEXT}; }`, TEXT],
  ]);
  expectFound(
    "unreachable-code",
    nothing(
      "javascript",
      "function f() { return 1; function g() {} }",
      "function f() { return 1; function* g() {} }",
      "function f() { switch (c) { case 1: return 1; break; } }",
    ),
  );
  expectFound(
    "no-timeout",
    nothing("javascript", `fetch(url, { "signal": s })`, "fetch(url, { signal })", "fetch(url, signal)"),
  );
  expectFound("id-as-number", nothing("javascript", `const x = Number(id), y = z.padStart(3, "0");`));
});
