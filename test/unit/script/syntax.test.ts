/** Syntax errors as the grammars see them, and what the message of an interpreter changes. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { findingsOf, ScriptDocument, type SyntaxCheck } from "../../../core/lint/script/index.ts";
import { findings, grammars } from "./support.ts";

const PYTHON = `#!/usr/bin/env python3
# keypoll: poll script
import json
import sys

def find(selector, value):
    if selector == "id":
        rows = [value]
    elif selector == "ip":
        rows = []
    else:
        rows = []
    if not rows:
        return {"error": 4, "message": "No agent"}
    return {"error": 0, "data": {"id": value, "name": "web", "ip": "any", "key": "abc"}}

def main():
    print(json.dumps(find(sys.argv[1], sys.argv[2])))

main()
`;

/** The example of the documentation after its tabs are expanded: eight columns here, four there. */
const EXPANDED = `#!/usr/bin/env python3
# keypoll: poll script
import json
import sys

def main():
    try:
        connection = connect()
    except OSError as problem:
        print(json.dumps({"error": 2, "message": str(problem)}))
        return
      cursor = connection.cursor()
    print(json.dumps(answer(cursor, sys.argv[1], sys.argv[2])))
`;

const all = async (language: ScriptLanguage, text: string, syntax?: SyntaxCheck) =>
  (await findings(language, text, undefined, syntax)).map(({ rule, severity, start, message }) => ({
    rule,
    severity,
    line: text.slice(0, start).split("\n").length,
    message,
  }));

const found = async (language: ScriptLanguage, text: string, syntax?: SyntaxCheck) =>
  (await all(language, text, syntax)).filter(({ rule }) => rule === "syntax-error");

describe("Python without an interpreter", () => {
  it.each<[title: string, from: string, to: string, line: number, says: RegExp]>([
    ["an unclosed brace", '"key": "abc"}}', '"key": "abc"}', 15, /\{ is never closed/],
    ["a brace too many", '"No agent"}', '"No agent"}}', 14, /\} closes nothing/],
    ["an unclosed quote", '"No agent"', '"No agent', 14, /string that begins with " does not end/],
    ["an unclosed triple quote", "import json\n", 'import json\n"""Doc\n', 4, /begins with """ does not end/],
    ["a missing colon", "if not rows:", "if not rows", 13, /not valid here/],
    ["a missing comma", '4, "message"', '4 "message"', 14, /not valid here/],
    ["an assignment as a condition", "if not rows:", "if rows = None:", 13, /not valid here/],
    ["quotes of a word processor", '"No agent"', "\u201cNo agent\u201d", 14, /not valid here/],
    [
      "a line that is indented for no reason",
      "def main():\n",
      "def main():\n    y = 1\n      x = 1\n",
      19,
      /does not match any block/,
    ],
    ["a dedent to no level", "    if not rows:", "  if not rows:", 13, /does not match any block/],
    [
      "a block that is empty",
      '        return {"error": 4',
      '    return {"error": 4',
      13,
      /followed by an indented block/,
    ],
    [
      "tabs among blanks",
      "        rows = []\n    else",
      "        pass\n\trows = []\n    else",
      11,
      /tabs and spaces are mixed/,
    ],
    ["a conflict of a merge", "    print(json", "<<<<<<< HEAD\n    print(json", 18, /not valid here/],
  ])("%s", async (_, from, to, line, says) => {
    expect(PYTHON).toContain(from);
    expect(await found("python", PYTHON.replace(from, to))).toEqual([
      { rule: "syntax-error", severity: "warning", line, message: expect.stringMatching(says) },
    ]);
  });

  it("the documented example with its tabs expanded has the right cause, and not the wrong one", async () => {
    expect(await all("python", EXPANDED)).toEqual([
      expect.objectContaining({
        rule: "syntax-error",
        line: 12,
        message: expect.stringContaining("does not match any block"),
      }),
    ]);
  });

  it("leaves valid indentation alone", async () => {
    const text = `${PYTHON}if main:\n\tx = [\n 1]\n\ty = """\nz"""; z = 1\n\n# x\n  # y\n\tclass A: pass\nelse: x = 1\n`;
    expect(await found("python", text)).toEqual([]);
  });
});

describe("the interpreter's message", () => {
  const rejected = {
    kind: "rejected",
    program: "python3",
    line: 18,
    column: 10,
    message: "SyntaxError: '(' was never closed",
  } as const;

  it("is an error with the interpreter's line and message", async () => {
    const text = PYTHON.replace("sys.argv[2])))", "sys.argv[2]))");
    expect(await all("python", text, rejected)).toEqual([
      {
        rule: "syntax-error",
        severity: "error",
        line: 18,
        message:
          "python3 rejects the script here: SyntaxError: '(' was never closed. As long as it does, nothing of the script runs.",
      },
    ]);
  });

  it("wins over a grammar's error", async () => {
    const text = `#!/bin/bash
# keypoll: poll script
while read -r x; do echo "$((10#$x)) \${x@Q}"; done <<<"\${1"
`;
    expect(await found("bash", text)).toHaveLength(1);
    expect(await found("bash", text, { kind: "accepted" })).toEqual([]);
  });

  it("is on the last line with text if the program names the end of the file", async () => {
    const text = "#!/bin/bash\n# keypoll: poll script\nif true; then\n\n\n";
    const end = {
      kind: "rejected",
      program: "bash",
      line: 6,
      column: undefined,
      message: "unexpected end of file",
    } as const;
    expect(await found("bash", text, end)).toMatchObject([{ line: 3, severity: "error" }]);
  });

  const PART = "#!/bin/bash\n# keypoll: poll script\n  aaaa b c  \n\n\tfi\n \n";

  it.each<readonly [line: number, column: number | undefined, place: string]>([
    [3, undefined, "aaaa b c"],
    [3, 1, "  aaaa b c"],
    [3, 3, "aaaa b c"],
    [3, 8, "b c"],
    [3, 10, "c"],
    // Not a place in the text of the line.
    [3, 11, "aaaa b c"],
    [3, 12, "aaaa b c"],
    [3, 99, "aaaa b c"],
    [3, 0, "  aaaa b c"],
    // An empty line, or one after the end.
    [4, undefined, "aaaa b c"],
    [4, 1, "aaaa b c"],
    [5, 2, "fi"],
    [6, 1, "fi"],
    [9, undefined, "fi"],
    [1, 3, "/bin/bash"],
  ])("in line %s, column %s: %s", async (line, column, place) => {
    const rejected = { kind: "rejected", program: "bash", line, column, message: "no" } as const;
    const found = await findings("bash", PART, undefined, rejected);
    const finding = found.find(({ rule }) => rule === "syntax-error");
    expect(PART.slice(finding?.start, finding?.end)).toBe(place);
  });

  it("is on the first line of an empty file", async () => {
    const rejected = { kind: "rejected", program: "bash", line: 1, column: 1, message: "no" } as const;
    const document = new ScriptDocument("bash", " \n\n");
    const reading = document.read(await grammars.get("bash"));
    const found = findingsOf(reading, { severities: {}, syntax: rejected, isPollScript: false });
    expect(found.map(({ rule, start, end }) => [rule, start, end])).toEqual([["syntax-error", 0, 0]]);
    document.close();
  });

  it("shows no secret", async () => {
    const text = `#!/bin/bash\n# keypoll: poll script\npassword=s3cret)\n`;
    const said = {
      kind: "rejected",
      program: "bash",
      line: 3,
      column: undefined,
      message: "syntax error near `password=s3cret)'",
    } as const;
    const [first] = await found("bash", text, said);
    expect(first?.message).not.toContain("s3cret");
  });

  it("leaves a print statement to the rule that can fix it", async () => {
    const text = PYTHON.replace("print(json.dumps(find(sys.argv[1], sys.argv[2])))", "print json.dumps(1)");
    const said = {
      kind: "rejected",
      program: "python3",
      line: 18,
      column: 5,
      message: "SyntaxError: Missing parentheses",
    } as const;
    expect(await all("python", text, said)).toMatchObject([{ rule: "python-2-print", line: 18 }]);
  });
});

describe("grammars that do not know all of their language", () => {
  it.each<[ScriptLanguage, string]>([
    [
      "bash",
      '#!/bin/bash\n# keypoll: poll script\nfor i do echo "$((10#$i))"; done; case $1 in id) ;; esac\n',
    ],
    ["perl", "#!/usr/bin/perl\n# keypoll: poll script\nprint for split //, 'ab';\n"],
  ])("%s: report nothing if the brackets are balanced", async (language, text) => {
    expect(await found(language, text)).toEqual([]);
  });

  it("report what they see as information only", async () => {
    const text = "#!/bin/bash\n# keypoll: poll script\nif true; then echo 1\n";
    expect(await found("bash", text)).toMatchObject([{ severity: "information" }]);
  });
});

describe("Perl", () => {
  it("is read by its tokens, instead of a grammar that accepts what perl rejects", async () => {
    const text = "#!/usr/bin/perl\n# keypoll: poll script\nmy $id = shift\nmy ($ip) = @ARGV;\n";
    const message = expect.stringContaining("; is missing");
    expect(await found("perl", text)).toMatchObject([{ severity: "warning", line: 3, message }]);
  });
});

describe("the whole message", () => {
  it.each<readonly [ScriptLanguage, text: string, severity: string, message: string]>([
    [
      "python",
      "x = (1\n",
      "warning",
      "This looks like a syntax error in Python: ( is never closed. If the interpreter rejects it too, nothing of the script runs; python3 -m py_compile FILE says.",
    ],
    [
      "bash",
      "if a; then\n b\n",
      "information",
      "This looks like a syntax error in shell: fi is missing. If the interpreter rejects it too, the shell stops here with an error; bash -n FILE says.",
    ],
    [
      "javascript",
      "f(1;\n",
      "warning",
      "This looks like a syntax error in JavaScript: ) is missing. If the interpreter rejects it too, nothing of the script runs; node --check FILE says.",
    ],
    [
      "perl",
      "f(1;\n",
      "warning",
      "This looks like a syntax error in Perl: ( is never closed. If the interpreter rejects it too, nothing of the script runs; perl -c FILE says, and runs its BEGIN blocks.",
    ],
    [
      "php",
      "<?php\n$x = 1",
      "warning",
      "This looks like a syntax error in PHP: ; is missing. If the interpreter rejects it too, nothing of the script runs; php -l FILE says.",
    ],
    [
      "ruby",
      "if x\n  y\n",
      "warning",
      "This looks like a syntax error in Ruby: if is never closed. If the interpreter rejects it too, nothing of the script runs; ruby -c FILE says.",
    ],
    [
      "go",
      "package main\nfunc main() {\n",
      "warning",
      "This looks like a syntax error in Go: { is never closed. If the interpreter rejects it too, the program cannot be built; gofmt -e FILE says.",
    ],
    [
      "powershell",
      "if ($x) {\n",
      "information",
      "This looks like a syntax error in PowerShell: } is missing. If the interpreter rejects it too, nothing of the script runs; pwsh says when it runs the script.",
    ],
  ])("in %s", async (language, text, severity, message) => {
    const document = new ScriptDocument(language, text);
    const found = findingsOf(document.read(await grammars.get(language)), {
      severities: {},
      // It is told about every script.
      isPollScript: false,
    });
    expect(found.map((each) => [each.rule, each.severity, each.message])).toEqual([
      ["syntax-error", severity, message],
    ]);
    document.close();
  });
});
