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

  it("is the first line, if the whole script is wrong", () => {
    expect(errorLine(script, "poll.sh", { rule: "timed-out", output: "" })).toBe(0);
  });
});
