/** Why a script failed, by the messages of real interpreters: the right language, the right cause, and fitting advice. */

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bytesFromText } from "../../../core/manager/index.ts";
import { hasProgram } from "../../programs.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { judgedRun } from "./polls.ts";

/** The verdict on a file that a program really ran. */
function verdictOn(program: string, file: string, text: string | undefined) {
  const path = join(temporaryFolder(), file);
  if (text !== undefined) writeFileSync(path, text);
  const { stdout, stderr, status } = spawnSync(program, [path], { encoding: "utf8" });
  const run = {
    output: bytesFromText(`${stdout}${stderr}`),
    end: { kind: "exit", code: status ?? 0 } as const,
  };
  return judgedRun(run);
}

type Case = readonly [program: string, file: string, text: string | undefined, cause: RegExp, advice: RegExp];

const SYNTAX = /^Correct the syntax/;
const PATH = /^Check the path of the script/;
const FAILED = /^Correct the error, and catch/;

const cases: readonly Case[] = [
  ["python3", "a.py", "print((1)\n", /Python finds a syntax error in line 1: SyntaxError: /, SYNTAX],
  [
    "python3",
    "b.py",
    "if 1:\n        x = 1\n    y = 2\n",
    /Python finds .* line 3: IndentationError/,
    SYNTAX,
  ],
  [
    "python3",
    "c.py",
    "import mysql.connector\n",
    /Python does not find the module mysql/,
    /mysql-connector-python.*python3-mysql\.connector/,
  ],
  [
    "python3",
    "d.py",
    "import no_such_module\n",
    /does not find the module no_such_module/,
    /package that contains no_such_module/,
  ],
  ["python3", "e.py", "raise ValueError('x')\n", /looks like a Python traceback/, FAILED],
  ["python3", "none.py", undefined, /Python does not find the script \S+none\.py/, PATH],
  ["node", "a.js", "const x = {\n", /Node\.js finds a syntax error in line \d: SyntaxError/, SYNTAX],
  ["node", "b.js", "require('mysql2');\n", /Node\.js does not find the module mysql2/, /npm install mysql2/],
  ["node", "c.mjs", "import 'mysql2';\n", /Node\.js does not find the module mysql2/, /npm install mysql2/],
  ["node", "d.js", "throw new Error('x');\n", /looks like an error that Node\.js ends with/, FAILED],
  ["node", "none.js", undefined, /Node\.js does not find the script \S+none\.js/, PATH],
  ["perl", "a.pl", "my $x = (1;\n", /Perl finds a syntax error in line 1/, SYNTAX],
  [
    "perl",
    "b.pl",
    "use Nosuch::Source;\n",
    /Perl does not find the module Nosuch::Source/,
    /cpan Nosuch::Source/,
  ],
  ["perl", "c.pl", "die 'no database';\n", /looks like an error that Perl ends with \(die\)/, FAILED],
  ["perl", "none.pl", undefined, /Perl does not find the script/, PATH],
  ["php", "a.php", "<?php\necho 1\necho 2;\n", /PHP finds a syntax error in line 3/, SYNTAX],
  ["php", "b.php", "<?php\nthrow new Exception('x');\n", /looks like a fatal error of PHP/, FAILED],
  ["php", "c.php", "<?php\nnew PDO('nosuch:host=x');\n", /PHP does not find the driver/, /php-mysql/],
  ["php", "none.php", undefined, /PHP does not find the script/, PATH],
  ["ruby", "a.rb", "def x\n", /Ruby finds a syntax error in line \d/, SYNTAX],
  [
    "ruby",
    "b.rb",
    "require 'nosuch_source'\n",
    /Ruby does not find the module nosuch_source/,
    /gem install nosuch_source/,
  ],
  ["ruby", "c.rb", "nil.foo\n", /looks like an error that Ruby ends with/, FAILED],
  ["ruby", "none.rb", undefined, /Ruby does not find the script/, PATH],
  ["bash", "a.sh", "if true; then\n", /the shell finds a syntax error in line \d/i, SYNTAX],
  ["bash", "none.sh", undefined, /the shell does not find the script/i, PATH],
  ["sh", "b.sh", "x=1\n)\n", /the shell finds a syntax error in line 2/i, SYNTAX],
];

it.for(cases)("%s %s: %j", ([program, file, text, cause, advice], { skip }) => {
  skip(!hasProgram(program), `${program} is not in PATH`);
  const verdict = verdictOn(program, file, text);
  const [first] = verdict.findings;
  expect(first?.message).toMatch(cause);
  expect(first?.advice).toMatch(advice);
  expect(verdict.advice).toMatch(advice);
});

it("an exit code after a good answer keeps its own advice", () => {
  const output = '{"error": 4, "message": "No such agent"}';
  const { findings, advice } = judgedRun({ output, end: { kind: "exit", code: 1 } });
  expect(findings[0]?.message).toContain("although it is valid JSON");
  expect(findings[0]?.advice).toMatch(/^Exit with 0 after every answer/);
  expect(advice).toMatch(/^Exit with 0/);
});

it("a warning of Perl before the answer is one", () => {
  const verdict = judgedRun({ output: 'slow at /opt/p.pl line 3.\n{"error": 4, "message": "x"}' });
  expect(verdict.findings[0]?.message).toContain("looks like a Perl warning");
});
