/** The messages of interpreters about syntax, as their versions print them, and how they are asked. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { interpreterFor } from "../../../core/poll/syntax/interpreters.ts";

const of = (language: ScriptLanguage, text = "", path = "poll") => interpreterFor(language, path, text);

type Printed = readonly [
  what: string,
  language: ScriptLanguage,
  output: string,
  line: number,
  column: number | undefined,
  message: string,
];

const printed: readonly Printed[] = [
  [
    "a place",
    "python",
    '["SyntaxError", "\'(\' was never closed", 3, 6]',
    3,
    6,
    "SyntaxError: '(' was never closed",
  ],
  ["no column", "python", '["SyntaxError", "bad", 3, null]', 3, undefined, "SyntaxError: bad"],
  [
    "an indent",
    "python",
    '["IndentationError", "unexpected indent", 2, 5]',
    2,
    undefined,
    "IndentationError: unexpected indent",
  ],
  [
    "signs",
    "python",
    '["SyntaxError", "invalid character \'\\u201c\' a \\"b\\" \\\\", 2, 5]',
    2,
    5,
    "SyntaxError: invalid character '\u201c' a \"b\" \\",
  ],
  [
    "a call without parentheses",
    "python",
    '["SyntaxError", "Missing parentheses in call to \'print\'. Did you mean print(...)?", 12, 34]',
    12,
    34,
    "SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?",
  ],
  [
    "bash after a warning",
    "bash",
    "bash: warning: command substitution: line 2: ignored\nbash: -c: line 3: syntax error near unexpected token `fi'\n",
    3,
    undefined,
    "syntax error near unexpected token `fi'",
  ],
  [
    "bash",
    "bash",
    "bash: -c: line 12: syntax error near unexpected token `fi'\nbash: -c: line 12: `fi'\n",
    12,
    undefined,
    "syntax error near unexpected token `fi'",
  ],
  [
    "bash with a name",
    "bash",
    "/bin/bash: line 3: unexpected EOF while looking for matching `\"'\n",
    3,
    undefined,
    "unexpected EOF while looking for matching `\"'",
  ],
  ["dash", "bash", 'sh: 3: Syntax error: ")" unexpected\n', 3, undefined, 'Syntax error: ")" unexpected'],
  [
    "ksh",
    "bash",
    "ksh: syntax error at line 4: `fi' unexpected\n",
    4,
    undefined,
    "syntax error at line 4: `fi' unexpected",
  ],
  [
    "ksh after a warning",
    "bash",
    "ksh: warning: x: syntax error at line 9: no\nksh: syntax error at line 14: `fi' unexpected\n",
    14,
    undefined,
    "syntax error at line 14: `fi' unexpected",
  ],
  [
    "node after a warning, in code that looks like a message",
    "javascript",
    '(node:19124) Warning: see localhost:80\n[stdin]:14\nfoo("SyntaxError: mine"\n\nSyntaxError: missing ) after argument list\n',
    14,
    undefined,
    "SyntaxError: missing ) after argument list",
  ],
  [
    "node",
    "javascript",
    "[stdin]:14\nfoo(\n\n\nSyntaxError: Unexpected end of input\n    at x (node:internal:1:2)\n",
    14,
    undefined,
    "SyntaxError: Unexpected end of input",
  ],
  [
    "php",
    "php",
    'PHP Parse error:  syntax error, unexpected token "echo" in Standard input code on line 14\n',
    14,
    undefined,
    'syntax error, unexpected token "echo"',
  ],
  [
    "php's fatal error",
    "php",
    "Fatal error: Cannot redeclare x() in Standard input code on line 5",
    5,
    undefined,
    "Cannot redeclare x()",
  ],
  [
    "an unclosed brace",
    "php",
    "PHP Parse error:  Unclosed '{' on line 12 in Standard input code on line 14\n",
    12,
    undefined,
    "Unclosed '{' on line 12",
  ],
  [
    "a brace that another bracket closes",
    "php",
    "PHP Parse error:  Unclosed '{' on line 12 does not match ')' in Standard input code on line 14\n",
    14,
    undefined,
    "Unclosed '{' on line 12 does not match ')'",
  ],
  [
    "ruby 3.3",
    "ruby",
    "-:13: syntax error, unexpected ')'\ny = )\n",
    13,
    undefined,
    "syntax error, unexpected ')'",
  ],
  [
    "ruby with a prefix",
    "ruby",
    "-: -:2: syntax error found (SyntaxError)\n",
    2,
    undefined,
    "syntax error found (SyntaxError)",
  ],
  [
    "ruby 3.4",
    "ruby",
    "-: -:2: syntax errors found (SyntaxError)\n  1 | x = 1\n> 2 | y = )\n    |     ^ unexpected ')'; expected a value.\n",
    2,
    undefined,
    "unexpected ')'; expected a value",
  ],
  [
    "ruby 3.4 about several characters",
    "ruby",
    "-: -:2: syntax error found (SyntaxError)\n> 2 | end end\n    |     ^^^ unexpected 'end', ignoring it\n",
    2,
    undefined,
    "unexpected 'end', ignoring it",
  ],
  [
    "go",
    "go",
    "<standard input>:14:27: expected operand, found '}'\n<standard input>:15:1: more\n",
    14,
    27,
    "expected operand, found '}'",
  ],
];

describe("a message", () => {
  it.each(printed)("about %s in %s", (_, language, output, line, column, message) => {
    expect(of(language)?.complaintIn(output)).toEqual({ line, column, message });
  });

  it.each<readonly [ScriptLanguage, string]>([
    ["python", "Fatal Python error: no memory"],
    ["bash", "out of memory"],
    ["javascript", "SyntaxError: without a line"],
    ["javascript", "[stdin]:3\nTypeError: not about syntax"],
    ["php", "PHP Warning:  something in Standard input code on line 3"],
    ["ruby", "ruby: no memory"],
    ["go", "gofmt: no memory"],
  ])("of %s that is not about syntax tells nothing: %s", (language, output) => {
    expect(of(language)?.complaintIn(output)).toBeUndefined();
  });
});

describe("an interpreter", () => {
  it.each<readonly [ScriptLanguage, string, readonly (readonly string[])[]]>([
    ["php", "php", [["-n", "-l"]]],
    ["ruby", "ruby", [["--disable=gems", "-c"]]],
    ["go", "gofmt", [["-e"]]],
  ])("of %s is %s", (language, program, argumentLists) => {
    expect(of(language)).toMatchObject({ program, argumentLists });
  });

  it("of Python compiles, isolated from the environment", () => {
    const python = of("python", "#!/usr/bin/env python3\n");
    expect(python?.program).toBe("python3");
    expect(python?.argumentLists[0]?.slice(0, 3)).toEqual(["-I", "-S", "-c"]);
    expect(python?.argumentLists[0]?.[3]).toContain("dont_inherit=True");
    expect(of("python", "#!/usr/bin/python2.7\n")).toBeUndefined();
    expect(of("python", "#!/usr/bin/pypy3\n")).toBeUndefined();
    expect(of("python", "#!/bin/bash\n")).toBeUndefined();
    expect(of("perl", "#!/usr/bin/perl\n")).toBeUndefined();
    expect(of("powershell", "")).toBeUndefined();
  });

  it("of shell scripts is the one that the script names", () => {
    const named = (text: string) => {
      const found = of("bash", text);
      return [found?.program, ...(found?.argumentLists ?? [])];
    };
    expect(named("echo\n")).toEqual(["bash", ["-n", "-c", "echo\n"]]);
    expect(named("#!/bin/sh\n")).toEqual(["sh", ["-n", "-c", "#!/bin/sh\n"]]);
    const globs = "#!/bin/bash\nshopt -s extglob\n";
    expect(named(globs)).toEqual(["bash", ["-O", "extglob", "-n", "-c", globs]]);
    const other = "#!/bin/sh\n# extglob\n";
    expect(named(other)).toEqual(["sh", ["-n", "-c", other]]);
    expect(of("bash", "a".repeat(30_000))).toBeDefined();
    expect(of("bash", "a".repeat(30_001))).toBeUndefined();
  });

  it("of JavaScript reads a module or a script, by the name or the likelier first", () => {
    const script = ["--check", "-"];
    const module = ["--input-type=module", "--check", "-"];
    const lists = (path: string, text: string) => of("javascript", text, path)?.argumentLists;
    expect(of("javascript")?.program).toBe("node");
    expect(lists("a.mjs", "")).toEqual([module]);
    expect(lists("a.cjs", "import x from 'y';\n")).toEqual([script]);
    expect(lists("a.js", "1;\nimport x from 'y';\n")).toEqual([module, script]);
    expect(lists("a.js", "export default 1;\n")).toEqual([module, script]);
    expect(lists("a.js", " import x;\nimportant();\n")).toEqual([script, module]);
  });
});
