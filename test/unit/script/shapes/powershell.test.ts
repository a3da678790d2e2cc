// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** How a PowerShell script is read: its texts, its blocks, and what runs only sometimes. */

import { describe } from "vitest";
import { expectFound, nothing } from "../found.ts";
import { expectTexts } from "../texts.ts";

describe("a literal", () => {
  expectTexts([["powershell", "$x = 'a`n'; $y = \"b`nc\"", '"a`n"', '"b\\nc"']]);
});

describe("texts that are joined", () => {
  expectTexts([["powershell", `$x = "a" + $v`, `"a" <$v>`]]);
});

describe("a value inside a text", () => {
  expectTexts([["powershell", `$x = "a$v b$(f)c"`, `"a" <$v> " b" <$(f)> "c"`]]);
});

describe("a text that is a format", () => {
  expectTexts([["powershell", `$x = "a {0} b" -f $v`, `"a " <$v>x " b"`]]);
});

describe("a block", () => {
  const ANSWER = "ConvertTo-Json $a";

  expectFound("output-before-answer", [
    ...nothing(
      "powershell",
      `${ANSWER}\nWrite-Output 'b'`,
      `if ($c) { ${ANSWER}; Write-Output 'b' }`,
      `if ($debug) { Write-Output 'b' }`,
      "$x = Write-Output 'b'",
      "f $(Write-Output 'b')",
      "function f { Write-Output 'b' }",
    ),
    ["powershell", `if ($c) { ${ANSWER} }\nWrite-Output 'b'`, "Write-Output 'b'"],
    ["powershell", `while ($debug) { Write-Output 'b' }`, "Write-Output 'b'"],
  ]);
  expectFound(
    "id-as-number",
    nothing("powershell", `$x = [int]$id; $y = $z.PadLeft(3, "0")`, `$x = [int]$id; $y = $z.ToString("000")`),
  );
});

describe("a text over several lines", () => {
  expectTexts([
    ["powershell", "$x = @'\na`n $v\n'@\n", '"a`n $v"'],
    ["powershell", '$x = @"\na $v\n"@\n', `"a " <$v>`],
    ["powershell", `$x = ("a") + $v`, `"a" <$v>`],
    ["powershell", `$x = "a" - $v`, `"a"`],
  ]);
});
