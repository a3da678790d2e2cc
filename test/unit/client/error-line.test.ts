/** The line of a script on which a failure is shown. */

import { describe, expect, it } from "vitest";
import { errorLine, lineInOutput } from "../../../client/poll/error-line.ts";

describe("a place in the output", () => {
  it.each([
    [
      "Python",
      'Traceback:\n  File "/srv/poll.py", line 3, in <module>\n  File "/srv/poll.py", line 7, in find',
      6,
    ],
    ["Bash", "/srv/poll.py: line 12: psql: command not found", 11],
    ["the sh of Debian", "/srv/poll.py: 12: psql: not found", 11],
    ["a number that is no line", "poll.py: 12 agents", undefined],
    ["Node", "    at find (/srv/poll.py:5:11)", 4],
    ["Perl", "Can't locate DBI.pm at /srv/poll.py line 2.", 1],
    ["PHP", "Uncaught Error in /srv/poll.py:9", 8],
    ["PHP's other form", "thrown in /srv/poll.py on line 9", 8],
    ["another file", 'File "/usr/lib/json.py", line 3', undefined],
    ["none", '{"error": 0}', undefined],
    ["line 0", "poll.py:0", undefined],
    ["line 1", "poll.py:1", 0],
    ["two forms of one place", "poll.py: line 3: and poll.py:9", 8],
    ["two forms, the other way round", "poll.py:9 and poll.py: line 3: no", 2],
    ["a name that only looks like it", "pollXpy:9", undefined],
  ])("%s", (_title, output, expected) => {
    expect(lineInOutput(output, "poll.py")).toBe(expected);
  });
});

describe("the line of a problem", () => {
  const script = ["#!/bin/sh", "echo 'connecting to the database'", "echo '{\"error\": 0}'", "exit 3"].join(
    "\n",
  );

  it("is the statement that printed the text", () => {
    const output = 'connecting to the database\n{"error": 0}';
    expect(errorLine(script, "poll.sh", { rule: "text-before-json", output })).toBe(1);
  });

  it("is the last statement that prints, if the answer is wrong", () => {
    expect(errorLine(script, "poll.sh", { rule: "no-data-member", output: '{"error": 0}' })).toBe(2);
  });

  it("is the one that the output names", () => {
    const named = (line: number) =>
      errorLine(script, "poll.sh", { rule: "text-before-json", output: `poll.sh: line ${line}: no` });
    expect([named(4), named(5)]).toEqual([3, 2]);
    expect(errorLine(script, "poll.sh", { rule: undefined, output: "poll.sh: line 2: no" })).toBe(1);
  });

  it.each([
    ["text that is too short to find", "#!/bin/sh\necho abcde\necho x\n", "abcde", 2],
    ["text that is long enough", "#!/bin/sh\necho abcdef\necho x\n", "  abcdef\r", 1],
    ["a JSON object", 'a={"error": 0}\necho $a\n', '{"error": 0}', 1],
    ["a commented statement", "echo 1\n  # echo 2\n // print(3)\n", "", 0],
    ["a statement before a comment", "x\necho 1 # echo\n", "", 1],
    ["a word that contains a statement", "x\nprints\necho\nfingerprint\n", "", 2],
    ["no statement", "x\ny\n", "", 0],
    ["a text on the first line", "echo abcdef\necho x\n", "abcdef", 0],
  ])("looks for what printed: %s", (_title, text, output, expected) => {
    expect(errorLine(text, "poll.sh", { rule: "text-before-json", output })).toBe(expected);
  });

  it.each(["fmt.Println(x)", "console.log(x)", "Write-Output $x", "puts x", "json_encode($x)"])(
    "knows statements that print: %s",
    (statement) => {
      expect(errorLine(`a\n${statement}\nb`, "poll", { rule: "output", output: "" })).toBe(1);
    },
  );

  it("is the first line, if the whole script is wrong", () => {
    expect(errorLine(script, "poll.sh", { rule: undefined, output: "connecting to the database" })).toBe(0);
    expect(errorLine(script, "poll.sh", { rule: "timed-out", output: "" })).toBe(0);
  });
});
