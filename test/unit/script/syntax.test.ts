/** Syntax errors as the grammars see them, and what the message of an interpreter changes. */

import { describe, expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import type { SyntaxCheck } from "../../../core/lint/script/index.ts";
import { findings } from "./support.ts";

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
      /fits no block/,
    ],
    ["a dedent to no level", "    if not rows:", "  if not rows:", 13, /fits no block/],
    [
      "a block that is empty",
      '        return {"error": 4',
      '    return {"error": 4',
      13,
      /indented block has to follow/,
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
        message: expect.stringContaining("fits no block"),
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
