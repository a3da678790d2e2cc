// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** How a Perl script is read: its texts, its blocks, and what runs only sometimes. */

import { describe } from "vitest";
import { expectFound, nothing } from "../found.ts";
import { expectTexts } from "../texts.ts";

describe("a literal", () => {
  expectTexts([
    [
      "perl",
      `my $x = 'a\\n'; my $y = "b\\n"; my $z = q(c\\n); my $w = qq(d\\n);`,
      `"a\\\\n"`,
      `"b\\n"`,
      `"c\\\\n"`,
      `"d\\n"`,
    ],
  ]);
});

describe("texts that are joined", () => {
  expectTexts([["perl", `my $x = 'a' . $v . "b";`, `"a" <$v> "b"`]]);
});

describe("a value inside a text", () => {
  expectTexts([["perl", `my $x = "a$v";`, `"a" <$v>`]]);
});

describe("a text that is a format", () => {
  expectTexts([
    ["perl", `my $x = sprintf("%s-%s", $v, $w);`, `<$v> "-" <$w>`],
    ["perl", `printf "a%s", $v;`, `"a" <$v>`],
  ]);
});

describe("a block", () => {
  const ANSWER = "print encode_json($a);";

  expectFound("output-before-answer", [
    ...nothing(
      "perl",
      `${ANSWER} print "b";`,
      `if ($c) { ${ANSWER} print "b"; }`,
      `if ($debug) { print "b"; }`,
      `unless (@ARGV) { print "b"; }`,
      `print "b" unless @ARGV;`,
    ),
    ["perl", `if ($c) { ${ANSWER} } print "b";`, `print "b"`],
    ["perl", `while ($debug) { print "b"; }`, `print "b"`],
  ]);
  expectFound("unreachable-code", [
    ...nothing("perl", "sub f { return 1; sub g { 2 } }", "sub f { return 1; use strict; }"),
    ["perl", "sub f { return 1; g(); }", "g()"],
  ]);
});

describe("a word in quotes", () => {
  expectFound(
    "no-timeout",
    nothing(
      "perl",
      "my $d = DBI->connect('dbi:mysql:a;mysql_connect_timeout=1');",
      `my $d = DBI->connect("dbi:mysql:a;mysql_connect_timeout=1");`,
      "my $d = DBI->connect(q(dbi:mysql:a;mysql_connect_timeout=1));",
      "my $d = DBI->connect(qq(dbi:mysql:a;mysql_connect_timeout=1));",
    ),
  );
  expectFound("unreachable-code", nothing("perl", "sub f { return 1; package A; }"));
});

describe("a text in brackets", () => {
  expectTexts([
    ["perl", `my $x = ("a" . $v) . "b";`, `"a" <$v> "b"`],
    ["perl", `f("a" . $v);`, `"a" <$v>`],
    ["perl", `my $x = "a" . ($v);`, `"a" <$v>`],
    ["perl", `my $x = "a" - $v;`, `"a"`],
  ]);
});
