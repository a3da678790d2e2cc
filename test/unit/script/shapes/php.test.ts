// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** How a PHP script is read: its texts, its blocks, and what runs only sometimes. */

import { describe } from "vitest";
import { expectFound, nothing } from "../found.ts";
import { expectTexts } from "../texts.ts";

describe("a literal", () => {
  expectTexts([["php", `<?php $x = 'a\\n'; $y = "b\\n";`, `"a\\\\n"`, `"b\\n"`]]);
});

describe("texts that are joined", () => {
  expectTexts([
    ["php", `<?php $x = 'a' . $v . "b$w";`, `"a" <$v> "b" <$w>`],
    ["php", `<?php echo 'a', $v;`, `"a" <$v>`],
  ]);
});

describe("a value inside a text", () => {
  expectTexts([
    ["php", `<?php $x = "a$v b";`, `"a" <$v> " b"`],
    ["php", `<?php $x = "a{$v}b";`, `"a" <$v> "b"`],
    ["php", `<?php $x = "a{ $v}b";`, `"a{ " <$v> "}b"`],
    ["php", `<?php $x = "$v}b";`, `<$v> "}b"`],
    ["php", `<?php $x = "{$v['id']} {$v->f()}";`, `<$v['id']> " " <$v->f()>`, `"id"`],
  ]);
});

describe("a text that is a format", () => {
  expectTexts([
    ["php", `<?php $x = sprintf("%s-%s", $v, $w);`, `<$v> "-" <$w>`],
    ["php", `<?php fprintf($h, "%s", $v);`, "<$v>"],
  ]);
});

describe("a block", () => {
  const ANSWER = "echo json_encode($a);";

  expectFound("output-before-answer", [
    ...nothing(
      "php",
      `${ANSWER} echo "b";`,
      `if ($c) { ${ANSWER} echo "b"; }`,
      `switch ($c) { case 1: ${ANSWER} echo "b"; }`,
      `switch ($c) { default: ${ANSWER} echo "b"; }`,
      `if ($debug) { echo "b"; }`,
    ),
    ["php", `if ($c) { ${ANSWER} } echo "b";`, `echo "b";`],
    ["php", `switch ($c) { case 1: ${ANSWER} break; case 2: echo "b"; }`, `echo "b";`],
    ["php", `switch ($c) { default: ${ANSWER} break; case 2: echo "b"; }`, `echo "b";`],
    ["php", `while ($debug) { echo "b"; }`, `echo "b";`],
  ]);
  expectFound("unreachable-code", [
    ...nothing(
      "php",
      "function f() { return 1; function g() {} }",
      "function f() { return 1; class A {} }",
      "function f() { switch ($c) { case 1: return 1; break; } }",
    ),
    ["php", "function f() { return 1; g(); }", "g();"],
  ]);
  expectFound(
    "no-timeout",
    nothing("php", `pg_connect("host=db connect_timeout=1");`, "curl_init($u); f(CURLOPT_TIMEOUT);"),
  );
});

describe("a text over several lines", () => {
  expectTexts([
    ["php", "<?php\n$x = <<<E\na $v\nE;\n", `"a " <$v>`],
    ["php", "<?php\n$x = <<<'E'\na\\\\n $v\nE;\n", `"a\\\\\\\\n $v"`],
    ["php", `<?php $x = "a" . (("b"));`, `"a" "b"`],
    ["php", `<?php $x = "$v[0] $v->a \${v}";`, `<$v[0]> " " <$v->a> " " <\${v}>`],
  ]);
});
