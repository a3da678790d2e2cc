// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the lines hold templates of their own.
/** How the texts of a script are read: what is literal, and where a value is inserted. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { ScriptDocument } from "../../../core/lint/script/index.ts";
import { grammars } from "./support.ts";

/** Each text: literals as JSON, values as `<code>` with n for a number, 0 for zeros, x for another conversion. */
async function textsIn(language: ScriptLanguage, text: string): Promise<readonly string[]> {
  const document = new ScriptDocument(language, text);
  const { texts } = document.read(await grammars.get(language));
  const shown = texts.all().map(({ pieces }) =>
    pieces
      .map((piece) => {
        if (piece.kind === "text") return piece.text === "" ? "" : JSON.stringify(piece.text);
        const flags = `${piece.isNumber ? "n" : ""}${piece.isPadded ? "0" : ""}${piece.isPlain ? "" : "x"}`;
        return `<${piece.node?.text ?? "?"}>${flags}`;
      })
      .filter((each) => each !== "")
      .join(" "),
  );
  document.close();
  return shown;
}

type Row = readonly [language: ScriptLanguage, code: string, ...texts: string[]];

function expectTexts(rows: readonly Row[]): void {
  for (const [language, code, ...texts] of rows) {
    it(`${language}: ${code}`, async () => {
      expect(await textsIn(language, code)).toEqual(texts);
    });
  }
}

describe("a literal", () => {
  expectTexts([
    ["python", `x = "a"`, `"a"`],
    ["python", `x = ""`, ""],
    ["python", `x = '''a\nb'''`, `"a\\nb"`],
    ["python", String.raw`x = "a\nb\tc\rd\\e\"f\q"`, String.raw`"a\nb\tc\rd\\e\"fq"`],
    ["python", `x = "a\\\nb"`, `"ab"`],
    ["python", `f("a", "b")`, `"a"`, `"b"`],
    ["javascript", "x = `a`; y = 'b'; z = \"c\\n\"", `"a"`, `"b"`, `"c\\n"`],
    ["bash", `x="a\\"b" y='c\\n'`, `"a\\"b"`, `"c\\\\n"`],
    ["bash", `x=$'a\\nb'`, `"a\\nb"`],
    ["php", `<?php $x = 'a\\n'; $y = "b\\n";`, `"a\\\\n"`, `"b\\n"`],
    [
      "perl",
      `my $x = 'a\\n'; my $y = "b\\n"; my $z = q(c\\n); my $w = qq(d\\n);`,
      `"a\\\\n"`,
      `"b\\n"`,
      `"c\\\\n"`,
      `"d\\n"`,
    ],
    ["ruby", `x = 'a'; y = "b\\n"`, `"a"`, `"b\\n"`],
    ["go", 'package main\nvar x = "a\\n"\nvar y = `b\\n`\n', `"a\\n"`, `"b\\\\n"`],
    ["powershell", "$x = 'a`n'; $y = \"b`nc\"", '"a`n"', '"b\\nc"'],
  ]);
});

describe("texts that are joined", () => {
  expectTexts([
    ["python", `x = "a" + "b"`, `"a" "b"`],
    ["python", `x = "a" "b"`, `"a" "b"`],
    ["python", `x = "a" + v + "b"`, `"a" <v> "b"`],
    ["python", `x = ("a" + (v) + "b")`, `"a" <v> "b"`],
    ["python", `x = ("a"  # why\n  + v)`, `"a" <v>`],
    ["python", `x = (  # why\n  "a") + v`, `"a" <v>`],
    ["python", `x = ("a"  # why\n  "b")`, `"a" "b"`],
    ["python", `x = "a" - v`, `"a"`],
    ["python", `x = f("a") + v`, `"a"`],
    ["javascript", "x = 'a' + v + `b${w}`", `"a" <v> "b" <\${w}>`],
    ["javascript", "x = 'a' - v", `"a"`],
    ["php", `<?php $x = 'a' . $v . "b$w";`, `"a" <$v> "b" <$w>`],
    ["php", `<?php echo 'a', $v;`, `"a" <$v>`],
    ["perl", `my $x = 'a' . $v . "b";`, `"a" <$v> "b"`],
    ["ruby", `x = "a" + v + "b"`, `"a" <v> "b"`],
    ["ruby", `x = "a" "b"`, `"a" "b"`],
    ["bash", `x="a"'b'"$v"`, `"a" "b" <$v>`],
    ["go", `package main\nvar x = "a" + v\n`, `"a" <v>`],
    ["powershell", `$x = "a" + $v`, `"a" <$v>`],
  ]);
});

describe("a value inside a text", () => {
  expectTexts([
    ["python", `x = f"a{v}b"`, `"a" <{v}> "b"`],
    ["python", `x = f"{v}{w}"`, "<{v}> <{w}>"],
    ["python", `x = f"{{a}} {v}"`, `"{a} " <{v}>`],
    ["python", `x = "{{a}}"`, `"{{a}}"`],
    ["python", `x = f"{v:03d}"`, "<{v:03d}>n0x"],
    ["python", `x = f"{v:d}"`, "<{v:d}>nx"],
    ["python", `x = f"{v:>3}"`, "<{v:>3}>x"],
    ["python", `x = f"{v:d>3}"`, "<{v:d>3}>x"],
    ["python", `x = f"{v:x:0}"`, "<{v:x:0}>x"],
    ["javascript", "x = `a${v}b`", '"a" <${v}> "b"'],
    ["php", `<?php $x = "a$v b";`, `"a" <$v> " b"`],
    ["php", `<?php $x = "a{$v}b";`, `"a" <$v> "b"`],
    ["php", `<?php $x = "a{ $v}b";`, `"a{ " <$v> "}b"`],
    ["php", `<?php $x = "$v}b";`, `<$v> "}b"`],
    ["php", `<?php $x = "{$v['id']} {$v->f()}";`, `<$v['id']> " " <$v->f()>`, `"id"`],
    ["perl", `my $x = "a$v";`, `"a" <$v>`],
    ["ruby", `x = "a#{v}b"`, `"a" <#{v}> "b"`],
    ["bash", `x="a$v b\${w}c$(d)e$((1))"`, `"a" <$v> " b" <\${w}> "c" <$(d)> "e" <$((1))>`],
    ["powershell", `$x = "a$v b$(f)c"`, `"a" <$v> " b" <$(f)> "c"`],
  ]);
});

describe("a text that is a format", () => {
  expectTexts([
    ["python", `x = "a %s b" % v`, `"a " <v> " b"`],
    ["python", `x = "%s %d" % (v, w)`, `<v> " " <w>n`],
    ["python", `x = "%03d" % v`, "<v>n0x"],
    ["python", `x = "%s %s" % v`, `<v> " " <?>`],
    ["python", `x = "a {} b".format(v)`, `"a " <v> " b"`],
    ["python", `x = "{} {}".format(v, w)`, `<v> " " <w>`],
    ["python", `x = ("{} " + "{}").format(v, w)`, `<v> " " <w>`],
    ["python", `x = "{}" + y.format(v)`, `"{}" <y.format(v)>`],
    ["python", `x = "{}" + y % v`, `"{}" <y % v>`],
    ["python", `x = "a" + (y % v)`, `"a" <y % v>`],
    ["python", `x = "a" + ("%s" % v)`, `"a" <v>`],
    ["python", `x = ("a "\n  "{}").format(v)`, `"a " <v>`],
    ["python", `x = ("a {}").format(v)`, `"a " <v>`],
    ["python", `x = "a" + "{}".format(v)`, `"a" <v>`],
    ["python", `x = ("a" + y).format(v)`, `"a" <y>`],
    ["python", `x = y.format("a")`, `"a"`],
    ["python", `x = y % "a"`, `<y % "a">`],
    ["python", `x = f"{v} %s" % w`, `<{v}> " " <w>`],
    ["python", `x = "a" + "%s" % v`, `"a" <v>`],
    ["python", `f("%s", v)`, `"%s"`],
    ["javascript", `x = util.format("%s %d", v, w)`, `<v> " " <w>n`],
    ["php", `<?php $x = sprintf("%s-%s", $v, $w);`, `<$v> "-" <$w>`],
    ["php", `<?php fprintf($h, "%s", $v);`, "<$v>"],
    ["perl", `my $x = sprintf("%s-%s", $v, $w);`, `<$v> "-" <$w>`],
    ["perl", `printf "a%s", $v;`, `"a" <$v>`],
    ["ruby", `x = format("%s-%s", v, w)`, `<v> "-" <w>`],
    ["ruby", `x = "%s-%s" % [v, w]`, `<v> "-" <w>`],
    ["go", `package main\nvar x = fmt.Sprintf("%s-%03d", v, w)\n`, `<v> "-" <w>n0x`],
    ["bash", `printf '%s-%s' "$v" "$w"`, `<"$v"> "-" <"$w">`, "<$v>", "<$w>"],
    ["powershell", `$x = "a {0} b" -f $v`, `"a " <$v>x " b"`],
  ]);
});
