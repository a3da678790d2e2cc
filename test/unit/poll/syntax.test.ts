/** Syntax as real interpreters check it: with the right line, without running anything, and with no error for a valid script. */

import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { checkSyntax } from "../../../core/poll/index.ts";
import { templates } from "../../../core/templates/index.ts";
import { hasProgram } from "../../programs.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const check = (language: ScriptLanguage, text: string, path = "poll") =>
  checkSyntax({ language, path, text });

/** Versions differ in whether they name the line of the unclosed start, the last one, or the one after it. */
type Case = readonly [title: string, text: string, line: number | readonly number[], says: RegExp];

const rejected: readonly (readonly [ScriptLanguage, program: string, cases: readonly Case[]])[] = [
  [
    "python",
    "python3",
    [
      ["an unclosed bracket", "#!/usr/bin/env python3\nx = 1\nprint((x)\n", 3, /SyntaxError: /],
      ["an unclosed quote", 'x = 1\nprint("a)\n', 2, /SyntaxError: /],
      ["a print statement", 'x = 1\nprint "a"\n', 2, /SyntaxError: Missing parentheses/],
      [
        "a dedent to no level",
        "if 1:\n        x = 1\n    y = 2\n",
        3,
        /IndentationError: unindent does not match/,
      ],
      ["an indent for no reason", "x = 1\n  y = 2\n", 2, /IndentationError: unexpected indent/],
      ["tabs among blanks", "if 1:\n        x = 1\n\ty = 2\n", 3, /TabError: /],
      ["an empty block", "if 1:\nx = 1\n", 2, /IndentationError: expected an indented block/],
      ["a handler of Python 2", "try:\n    x = 1\nexcept Exception, e:\n    pass\n", 3, /SyntaxError: /],
      ["quotes of a word processor", "x = 1\ny = \u201ca\u201d\n", 2, /invalid character '\u201c'/],
    ],
  ],
  [
    "bash",
    "bash",
    [
      ["a missing fi", "#!/bin/bash\nif true; then\n  echo a\n", [2, 4], /unexpected end of file/],
      ["an unclosed quote", '#!/bin/bash\necho "a\necho b\n', [2, 3, 4], /looking for matching/],
      ["a missing then", "#!/bin/bash\nif true\n  echo a\nfi\n", 4, /near unexpected token/],
    ],
  ],
  ["bash", "sh", [["a bracket in sh", "#!/bin/sh\nx=1\n)\n", 3, /[Ss]yntax error/]]],
  [
    "javascript",
    "node",
    [
      ["an unclosed bracket", "#!/usr/bin/env node\nfoo(\n", [2, 3], /SyntaxError: Unexpected end of input/],
      ["a missing comma", "const x = {\n a: 1 b: 2 };\n", 2, /SyntaxError: Unexpected identifier/],
      ["an error in a module", "import fs from 'fs';\nconst [ = fs;\n", 2, /SyntaxError: Unexpected token/],
    ],
  ],
  [
    "php",
    "php",
    [
      ["a missing semicolon", "#!/usr/bin/php\n<?php\necho 1\necho 2;\n", 4, /unexpected token "echo"/],
      ["an unclosed brace", "<?php\nif (1) {\necho 2;\n", 2, /Unclosed '\{'/],
    ],
  ],
  [
    "ruby",
    "ruby",
    [
      ["a missing end", "#!/usr/bin/env ruby\ndef x\n  1\n", [3, 4], /unexpected|expect/],
      ["a stray bracket", "x = 1\ny = )\n", 2, /unexpected|expect/],
    ],
  ],
  ["go", "gofmt", [["a missing value", "package main\nfunc main() {\n\tx := \n}\n", 4, /expected operand/]]],
];

describe.each(rejected)("%s, as %s checks it", (language, program, cases) => {
  it.skipIf(!hasProgram(program)).each(cases)("%s", async (_, text, line, says) => {
    const said = await check(language, text);
    expect(said).toMatchObject({ kind: "rejected", program, message: expect.stringMatching(says) });
    expect([line].flat()).toContain(said?.kind === "rejected" ? said.line : undefined);
  });
});

describe("what an interpreter accepts", () => {
  it.skipIf(!hasProgram("bash"))("patterns that bash must be told about", async () => {
    const text = "#!/bin/bash\nshopt -s extglob\ncase $1 in !(id|ip)) exit;; esac\n";
    expect(await check("bash", text)).toEqual({ kind: "accepted" });
  });

  it.skipIf(!hasProgram("node"))("modules by name and by content, and a first line", async () => {
    const module = "#!/usr/bin/env node\nimport fs from 'fs';\nawait 1;\n";
    for (const path of ["poll", "poll.js", "poll.mjs"]) {
      expect(await check("javascript", module, path), path).toEqual({ kind: "accepted" });
    }
    expect(await check("javascript", "return;\n", "poll.cjs")).toEqual({ kind: "accepted" });
    expect(await check("javascript", module, "poll.cjs")).toMatchObject({ kind: "rejected" });
  });

  it.skipIf(!hasProgram("php"))("a PHP script with a first line and strict types", async () => {
    const text = "#!/usr/bin/env php\n<?php\ndeclare(strict_types=1);\necho 1;\n";
    expect(await check("php", text)).toEqual({ kind: "accepted" });
  });

  it("every template", async () => {
    for (const template of templates()) {
      const { language } = template;
      const said = await check(language, template.text);
      expect([{ kind: "accepted" }, undefined], `${language} ${template.source}`).toContainEqual(said);
    }
  });
});

describe("nothing of a script runs", () => {
  const folder = temporaryFolder();
  const trap = join(folder, "ran");

  it.skipIf(!hasProgram("ruby"))("a library that Ruby's first line asks for", async () => {
    const library = join(folder, "library.rb");
    writeFileSync(library, `File.write(${JSON.stringify(trap)}, "")\n`);
    const text = `#!/usr/bin/env ruby -r${library}\nBEGIN { File.write(${JSON.stringify(trap)}, "") }\nputs 1\n`;
    expect(await check("ruby", text)).toEqual({ kind: "accepted" });
    expect(existsSync(trap)).toBe(false);
  });

  it("statements of any language", async () => {
    const path = JSON.stringify(trap);
    await check("python", `open(${path}, "w")\n`);
    await check("bash", `#!/bin/bash\n: > ${path}\n$(: > ${path})\n`);
    await check("javascript", `require("fs").writeFileSync(${path}, "")\n`);
    await check("php", `<?php file_put_contents(${path}, "");\n`);
    expect(existsSync(trap)).toBe(false);
  });

  it("no program that only the script names is started, and Perl and PowerShell never", async () => {
    expect(await check("bash", `#!/usr/bin/env touch\n${trap}\n`)).toBeUndefined();
    expect(await check("ruby", "#!/usr/bin/env jruby\n)\n")).toBeUndefined();
    expect(await check("python", "#!/usr/bin/python2\nprint 1\n")).toBeUndefined();
    expect(await check("perl", "BEGIN { print 1 } (\n")).toBeUndefined();
    expect(await check("powershell", "using module evil\n(\n")).toBeUndefined();
    expect(existsSync(trap)).toBe(false);
  });
});
