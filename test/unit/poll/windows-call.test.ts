/** How a script is started on Windows, with the files and variables of an invented machine. */

import { describe, expect, it } from "vitest";
import { callOnWindows } from "../../../core/poll/windows/call.ts";

const NODE = "C:\\node\\node.exe";
const PY = "C:\\Windows\\py.exe";
const PYTHON = "C:\\Python\\python.exe";
const SHELL = "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe";
const policy = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File"];

const folders = "C:\\node;C:\\Windows;C:\\Python;C:\\Windows\\System32\\WindowsPowerShell\\v1.0";

/** In `D:\polls`, with these files and these programs installed. */
function call(argv: readonly string[], files: readonly string[], more: Record<string, string> = {}) {
  const there = new Set(files.map((file) => file.toLowerCase()));
  return callOnWindows(argv, {
    workingDirectory: "D:\\polls",
    environment: { Path: folders, PATHEXT: ".COM;.EXE;.BAT;.CMD", ...more },
    isFile: (path) => there.has(path.toLowerCase()),
  });
}

/** The file and its words in one list, or the message. */
function started(argv: readonly string[], files: readonly string[]): readonly string[] | string {
  const made = call(argv, files);
  return made.kind === "call" ? [made.file, ...made.words] : made.obstacle.message;
}

describe("a call on Windows", () => {
  it.each([
    [
      "a program itself",
      ["./poll.exe", "id", "001"],
      ["D:\\polls\\poll.exe"],
      ["D:\\polls\\poll.exe", "id", "001"],
    ],
    [
      "a batch file",
      ["./poll.cmd", "id", "001"],
      ["D:\\polls\\poll.cmd"],
      ["D:\\polls\\poll.cmd", "id", "001"],
    ],
    [
      "JavaScript",
      ["./poll.js", "id", "001"],
      ["D:\\polls\\poll.js", NODE],
      [NODE, "D:\\polls\\poll.js", "id", "001"],
    ],
    [
      "Python by its launcher",
      ["./poll.py", "id", "001"],
      ["D:\\polls\\poll.py", PY, PYTHON],
      [PY, "-3", "D:\\polls\\poll.py", "id", "001"],
    ],
    [
      "Python without a launcher",
      ["D:/polls/Poll.PY", "id", "001"],
      ["D:\\polls\\poll.py", PYTHON],
      [PYTHON, "D:\\polls\\Poll.PY", "id", "001"],
    ],
    [
      "PowerShell, whose policy is set for this one process",
      ["./poll.ps1", "id", "001"],
      ["D:\\polls\\poll.ps1", SHELL],
      [SHELL, ...policy, "D:\\polls\\poll.ps1", "id", "001"],
    ],
    ["a path without its ending", ["./poll", "id"], ["D:\\polls\\poll.cmd"], ["D:\\polls\\poll.cmd", "id"]],
    ["an interpreter of the line", ["node", "poll.js"], [NODE], [NODE, "poll.js"]],
    ["python3 by another name", ["python3", "poll.py"], [PY], [PY, "-3", "poll.py"]],
    ["pwsh by another name", ["pwsh", "-File", "a.ps1"], [SHELL], [SHELL, "-File", "a.ps1"]],
  ])("starts %s", (_title, argv, files, expected) => {
    expect(started(argv, files)).toEqual(expected);
  });

  it("looks for a bare name in PATH only, not in the current folder", () => {
    expect(started(["poll.exe"], ["D:\\polls\\poll.exe"])).toContain("write ./poll.exe");
  });

  it.each([
    ["./poll.py", ["D:\\polls\\poll.py"], "needs py or python or python3, which is in no folder of PATH"],
    ["./poll.lua", ["D:\\polls\\poll.lua"], "Key Poll knows no interpreter for .lua"],
    ["./poll", ["D:\\polls\\poll"], "There is no file D:\\polls\\poll"],
    ["", [], "begins with an empty word"],
  ])("explains why %j does not start", (program, files, expected) => {
    expect(started([program, "id", "001"], files)).toContain(expected);
  });

  it.each(['"', "%", "\n", "\r"])(
    "passes no %j to a batch file, whose shell could run what follows",
    (sign) => {
      const word = `1${sign}&calc`;
      expect(started(["./poll.cmd", "id", word], ["D:\\polls\\poll.cmd"])).toContain("was not started");
      expect(started(["./poll.exe", "id", word], ["D:\\polls\\poll.exe"])).toContain(word);
      // Neither if the interpreter of a script is a batch file.
      expect(started(["./poll.js", "id", word], ["D:\\polls\\poll.js", "C:\\node\\node.cmd"])).toContain(
        "was not started",
      );
    },
  );

  it("names the interpreter that it chose, and no other", () => {
    expect(call(["./poll.js"], ["D:\\polls\\poll.js", NODE])).toMatchObject({ chosen: NODE });
    expect(call(["node", "poll.js"], [NODE])).toMatchObject({ chosen: undefined });
  });
});
