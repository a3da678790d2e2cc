/** Which output comes before the answer, and which does not matter. */

import { describe, expect, it } from "vitest";
import { expectFound, type Row } from "./found.ts";
import { php } from "./samples/php.ts";
import { findings, fixedBy, foundBy } from "./support.ts";

const RULE = "output-before-answer";

const areFound = (rows: readonly Row[]): void => expectFound(RULE, rows);

describe("a text that is printed", () => {
  areFound([
    ["python", `print("a")`, `print("a")`],
    ["python", `print(" a")`, `print(" a")`],
    ["python", `print("a")\nprint("b")\n`, `print("a")`, `print("b")`],
    ["python", `print("[1]")`, `print("[1]")`],
    // What comes first is blank or unknown, or begins an object.
    ["python", `print("")`],
    ["python", `print(" ")`],
    ["python", `print()`],
    ["python", `print(a)`],
    ["python", `print("{")`],
    ["python", `print(" {")`],
    ["python", `print("a", file=log)`],
  ]);

  it("is not the answer of a script that listens on a socket", async () => {
    const part = `s = socket.socket(socket.AF_UNIX)\nprint("a")\nsys.stderr.write("b")\n`;
    expect(await foundBy(RULE, "python", part)).toEqual([]);
    expect(await foundBy(RULE, "python", part.replace("AF_UNIX", "AF_INET"))).toHaveLength(2);
  });
});

describe("output after the answer", () => {
  areFound([
    ["python", `print(json.dumps(a))\nprint("b")`],
    ["python", `print(json.dumps(a))\nif c:\n    print("b")`],
    ["python", `if c:\n    print(json.dumps(a))\n    print("b")`],
    ["python", `if c:\n    print(json.dumps(a))\nprint("b")`, `print("b")`],
    ["python", `print("b")\nprint(json.dumps(a))`, `print("b")`],
    ["python", `print("b")\nprint(json.dumps(a))\nprint("c")`, `print("b")`],
    ["bash", `echo b;echo '{"error": 1}';echo c`, "echo b"],
    ["bash", `echo -n '{"error": 1}'\necho c`],
    ["bash", `echo -n -e '{"error": 1}'\necho c`],
    ["bash", "jq -n 1\necho c"],
    ["powershell", "ConvertTo-Json $a\nWrite-Output 'c'"],
  ]);
});

describe("output that is kept back is no answer", () => {
  areFound([
    ["bash", `x=$(echo '{"error": 1}')\necho c`, "echo c"],
    ["bash", `echo '{"error": 1}' > file\necho c`, "echo c"],
    ["bash", `echo '{"error": 1}' | cat\necho c`, "echo c"],
    ["bash", `echo '{"error": 1}' >&2\necho c`, `echo '{"error": 1}' >&2`, "echo c"],
    ["bash", "x=$(jq -n 1)\necho c", "echo c"],
    ["bash", "jq -n 1 > file\necho c", "echo c"],
    ["bash", `f() { echo '{"error": 1}'; }\necho c`, "echo c"],
    ["python", `x = json.dumps(a)\nprint("c")`, `print("c")`],
    ["python", `print(json.dumps(a), file=log)\nprint("c")`, `print("c")`],
    ["powershell", "$x = ConvertTo-Json $a\nWrite-Output 'c'", "Write-Output 'c'"],
  ]);
});

describe("the options of echo", () => {
  areFound([
    ["bash", "echo -e c", "echo -e c"],
    ["bash", "echo -n"],
    ["bash", `echo -n "$x"`],
    ["bash", "echo c -n", "echo c -n"],
    ["bash", "echo x-", "echo x-"],
    ["python", `print("-n", "c")`, `print("-n", "c")`],
    ["perl", `print -1;`],
  ]);
});

describe("output before a failure", () => {
  areFound([
    ["python", `print("b")\nsys.exit(1)`],
    ["python", `if c:\n    print("b")\n    sys.exit(2)\nprint(json.dumps(a))`],
    ["python", `def f():\n    print(json.dumps(a))\nif c:\n    print("b")\n    sys.exit(1)`],
    ["python", `print("b")\nsys.exit(0)`, `print("b")`],
    ["python", `print("b")\nif c:\n    sys.exit(1)`, `print("b")`],
    ["python", `if c:\n    print("b")\nsys.exit(1)`, `print("b")`],
    ["python", `print("b")\nprint(json.dumps(a))\nsys.exit(1)`, `print("b")`],
    ["python", `if c:\n    sys.exit(1)\nprint("b")`, `print("b")`],
    ["python", `sys.exit(1)\nprint("b")`, `print("b")`],
    ["bash", `echo b;exit 1`],
    ["bash", `echo b;exit 0`, "echo b"],
    ["bash", `echo b;echo '{"error": 1}';exit 1`, "echo b"],
  ]);
});

describe("output under a condition", () => {
  areFound([
    ["python", `if len(sys.argv) < 3:\n    print("usage")`],
    ["python", `if not sys.argv[1:]:\n    print("usage")`],
    ["python", `if c:\n    print("usage")`, `print("usage")`],
    ["python", `if sys.argv[1] == "id":\n    print("b")`, `print("b")`],
    ["python", `if sys.argv[1] == "id":\n    print("b")\nelif x == "ip":\n    pass`, `print("b")`],
    ["python", `if sys.argv[1] == "name":\n    print("b")\nelif x == "ip":\n    pass`],
    ["python", `if debug:\n    print("b")`],
    ["python", `if DEBUG:\n    print("b")`],
    ["python", `if options.verbose:\n    print("b")`],
    ["python", `if debug and c:\n    print("b")`],
    ["python", `if debugger:\n    print("b")`, `print("b")`],
    ["python", `if c:\n    debug = 1\n    print("b")`, `print("b")`],
    ["python", `while sys.argv[1:]:\n    print("b")`, `print("b")`],
    ["bash", `[ "$debug" ] && echo b`],
    ["bash", `[ "$c" ] && echo b`, "echo b"],
    ["bash", `if [ $# -ne 2 ]; then echo b; fi`],
    ["bash", `if [ "$VERBOSE" ]; then echo b; fi`],
    ["ruby", `puts "b" if verbose`],
    ["ruby", `puts "b" if ARGV.empty?`],
    ["ruby", `puts "b" unless ARGV.size == 2`],
    ["ruby", `puts "b" if ARGV[0] == "id"`, `puts "b"`],
    ["ruby", `puts "b" if c`, `puts "b"`],
    ["perl", `print "b" if @ARGV != 2;`],
    ["perl", `print "b" if $c;`, `print "b"`],
  ]);
});

describe("standard error", () => {
  areFound([
    ["bash", "echo b >&2", "echo b >&2"],
    ["bash", "echo b 1>&2", "echo b 1>&2"],
    ["bash", "echo b >/dev/stderr", "echo b >/dev/stderr"],
    ["bash", "exec 2>/dev/null\necho b >&2\nset -x"],
    ["bash", "exec 3>/dev/null\necho b >&2", "echo b >&2"],
    ["bash", "exec 2>/dev/null\necho b", "echo b"],
    ["bash", "echo b > file"],
    ["bash", "echo b | sort"],
    ["bash", "x=$(echo b)"],
    ["python", `logging.warning("b")`, `logging.warning("b")`],
    ["python", `logging.disable()\nlogging.warning("b")`],
    ["python", `logging.disable()\nsys.stderr.write("b")`, `sys.stderr.write("b")`],
    ["python", `os.dup2(n, 2)\nlogging.warning("b")\nsys.stderr.write("b")`],
    ["python", `logging.warning("b")\nsys.exit(1)`],
  ]);
});

describe("a trace", () => {
  areFound([
    ["bash", "set -x", "set -x"],
    ["bash", "set -eux", "set -eux"],
    ["bash", "set -e"],
    ["bash", "set +x"],
    ["bash", "set x"],
    ["bash", "set --exclude"],
    ["bash", "set -o xtrace", "set -o xtrace"],
    ["bash", "set +o xtrace"],
    ["bash", "set xtrace"],
    ["bash", "BASH_XTRACEFD=3\nset -x"],
    ["php", `ini_set('display_errors', 1);`, `ini_set('display_errors', 1)`],
    ["php", `ini_set('display_errors', '1');`, `ini_set('display_errors', '1')`],
    ["php", `ini_set('display_errors', 'on');`, `ini_set('display_errors', 'on')`],
    ["php", `ini_set('display_errors', 'On');`, `ini_set('display_errors', 'On')`],
    ["php", `ini_set('display_errors', true);`, `ini_set('display_errors', true)`],
    ["php", `ini_set('display_errors', 'yes');`, `ini_set('display_errors', 'yes')`],
    ["php", `ini_set('display_errors', 'stdout');`, `ini_set('display_errors', 'stdout')`],
    ["php", `ini_set('display_errors', 'stderr');`, `ini_set('display_errors', 'stderr')`],
    ["php", `ini_set('display_errors', '0');`],
    ["php", `ini_set('display_errors', 'off');`],
    ["php", `ini_set('display_errors', '');`],
    ["php", `ini_set('html_errors', '1');`],
    ["powershell", "Set-PSDebug -Trace 1", "Set-PSDebug -Trace 1"],
    ["powershell", "Set-PSDebug -Trace 0"],
    ["powershell", "Set-PSDebug -Off"],
    ["powershell", "Set-PSDebug -Strict"],
  ]);

  it.each([
    ["#!/bin/bash -x", true],
    ["#!/bin/bash -ex", true],
    ["#!/usr/bin/env -S bash -x", true],
    ["#!/bin/bash -e", false],
    ["#!/bin/bash --posix", false],
    ["#!/bin/bash", false],
    ["#!/opt/x/bash", false],
  ])("in the first line: %s", async (line, isFound) => {
    const found = await findings("bash", `${line}  \n# keypoll: poll script\n`);
    const traces = found.filter(({ rule }) => rule === RULE);
    expect(traces.map(({ start, end }) => [start, end])).toEqual(isFound ? [[0, line.length]] : []);
  });

  it("is a matter of shells in the first line", async () => {
    const found = await findings("python", "#!/usr/bin/python3 -x\n# keypoll: poll script\n");
    expect(found.map(({ rule }) => rule)).not.toContain(RULE);
  });
});

describe("the fix of a trace", () => {
  it.each([
    ["set -x\na=1\n", "a=1\n"],
    ["a=1\nset -x\nb=2\n", "a=1\nb=2\n"],
    ["if c; then\n  set -x\n  a=1\nfi\n", "if c; then\n  a=1\nfi\n"],
    ["set -ex\n", "set -e\n"],
    ["a=1; set -xe; b=2\n", "a=1; set -e; b=2\n"],
    ["a=1; set -x\n", undefined],
    ["set -x; a=1\n", undefined],
    ["set -x # why\n", undefined],
    ["set -x", undefined],
    ["set -x -e\n", undefined],
    ["set -o xtrace\n", undefined],
  ])("%s", async (before, after) => {
    expect(await fixedBy(RULE, "bash", before)).toBe(after);
  });

  it.each([
    ["php", "ini_set('display_errors', 1);"],
    ["powershell", "Set-PSDebug -Trace 1"],
  ] as const)("is unknown in %s", async (language, part) => {
    expect(await fixedBy(RULE, language, part)).toBeUndefined();
  });
});

describe("a text before the first statement of PHP", () => {
  it.each([
    ["hello\n<?php\n", ["hello"]],
    [" \n  hello you \n<?php\n", ["hello you"]],
    ["#!/usr/bin/env php\nhello\n<?php\n", ["hello"]],
    ["#!/usr/bin/env php\n\n hello\n\n<?php\n", ["hello"]],
    ["#!/usr/bin/env php\n\n<?php\n", []],
    ["#!/usr/bin/env php\n<?php\n", []],
    ["\n\n<?php\n", []],
    ["<?php\n", []],
  ])("%s", async (before, expected) => {
    const [, code = ""] = php.script("").split("<?php\n");
    const text = before + code;
    const found = (await findings("php", text)).filter(({ rule }) => rule === RULE);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});
