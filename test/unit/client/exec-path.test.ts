/** The default `exec_path` of a test, and how the manager splits the inserted values. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { execPathFor, lineForScript, quotedWord, withVariables } from "../../../client/poll/exec-path.ts";
import { commandLine, newestRelease } from "../../../core/manager/index.ts";

const script = {
  path: "/srv/poll.py",
  firstLine: "#!/usr/bin/env python3",
  executable: true,
  language: "python",
  windows: false,
  built: undefined,
};

describe("exec_path", () => {
  it.each([
    ["an executable script stands alone", {}, "/srv/poll.py"],
    [
      "its interpreter helps one that is not executable",
      { executable: false },
      "/usr/bin/env python3 /srv/poll.py",
    ],
    ["the language tells where no first line does", { firstLine: "import json" }, "python3 /srv/poll.py"],
    ["a program stands alone", { firstLine: "", language: "plaintext" }, "/srv/poll.py"],
    ["a path with a blank is quoted", { path: "/srv/my poll.py" }, '"/srv/my poll.py"'],
    ["go run starts a Go source", { path: "/srv/poll.go", language: "go" }, "go run /srv/poll.go"],
    [
      "what was built of a Go source stands for it",
      { path: "/srv/my poll.go", language: "go", built: "/srv/my poll" },
      '"/srv/my poll"',
    ],
    [
      "Windows takes slashes",
      { path: "C:\\poll\\poll.py", executable: false, windows: true },
      "python C:/poll/poll.py",
    ],
  ])("%s", (_title, change, expected) => {
    expect(execPathFor({ ...script, ...change }).line).toBe(expected);
  });

  it("explains why it is more than the script", () => {
    expect(execPathFor(script).why).toBeUndefined();
    expect(execPathFor({ ...script, executable: false }).why).toContain("chmod +x");
    expect(execPathFor({ ...script, language: "go" }).why).toContain("go build");
  });
});

describe("an inserted value", () => {
  it("is one word to the manager, whatever it contains", () => {
    const word = fc.string({ unit: fc.constantFrom(...'a/ ."\\é'), minLength: 1 });
    fc.assert(
      fc.property(word, (path) => {
        const line = commandLine(quotedWord(path, false), { selector: "id", value: "001" }, newestRelease);
        expect(line.kind === "arguments" ? line.argv : []).toEqual([path, "id", "001"]);
      }),
    );
  });

  it("keeps unknown variables", () => {
    const line = withVariables("$\u007bfile} --home $\u007bnowhere}", { file: "/a b" }, (value) =>
      quotedWord(value, false),
    );
    expect(line).toBe('"/a b" --home $\u007bnowhere}');
  });
});

describe("the line of a manager, for this script", () => {
  it.each([
    [
      "keeps its words",
      ["/usr/bin/python3", "/opt/poll.py", "--db", "a b", ""],
      '/usr/bin/python3 /srv/poll.py --db "a b" ""',
    ],
    ["needs no path", ["poll.py"], "/srv/poll.py"],
  ])("%s", (_title, words, line) => {
    expect(lineForScript(words, "/srv/poll.py", false)).toBe(line);
  });

  it("is undefined if it names another script", () => {
    expect(lineForScript(["/usr/bin/python3", "/opt/other-poll.py"], "/srv/poll.py", false)).toBeUndefined();
    expect(lineForScript([], "/srv/poll.py", false)).toBeUndefined();
  });
});
