/** What a user on Windows reads if a script cannot be started, and which program runs which file. */

import { describe, expect, it } from "vitest";
import { callOnWindows } from "../../../core/poll/windows/call.ts";
import { findProgram, hasFolder, variable } from "../../../core/poll/windows/find-program.ts";

const policy = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File"];

function search(
  files: readonly string[],
  environment: Readonly<Record<string, string>> = { Path: "C:\\bin" },
) {
  const there = new Set(files.map((file) => file.toLowerCase()));
  return {
    workingDirectory: "D:\\polls",
    environment,
    isFile: (file: string): boolean => there.has(file.toLowerCase()),
  };
}

const programs = [
  "py",
  "python",
  "python3",
  "node",
  "pwsh",
  "powershell",
  "perl",
  "php",
  "ruby",
  "sh",
  "bash",
];

describe("a script", () => {
  it.each([
    [".py", "py", ["-3"]],
    [".py", "python", []],
    [".py", "python3", []],
    [".js", "node", []],
    [".mjs", "node", []],
    [".cjs", "node", []],
    [".ps1", "pwsh", policy],
    [".ps1", "powershell", policy],
    [".pl", "perl", []],
    [".php", "php", []],
    [".rb", "ruby", []],
    [".sh", "sh", []],
    [".sh", "bash", []],
    [".bash", "bash", []],
  ] as const)("with the ending %s is run by %s", (ending, program, options) => {
    const script = `D:\\polls\\poll${ending}`;
    const runner = `C:\\bin\\${program}.exe`;
    expect(callOnWindows([script, "id", "001"], search([script, runner]))).toEqual({
      kind: "call",
      file: runner,
      words: [...options, script, "id", "001"],
      chosen: runner,
    });
    // Nothing else runs it.
    const others = programs.filter((each) => each !== program).map((each) => `C:\\bin\\${each}.exe`);
    const other = callOnWindows([script], search([script, ...others]));
    expect(other.kind === "call" ? other.file : "none").not.toBe(runner);
  });

  it.each([
    ["poll.py", "py or python or python3"],
    ["poll.js", "node"],
    ["poll.ps1", "pwsh or powershell"],
    ["poll.sh", "sh or bash"],
  ])("%s without one of its programs says which: %s", (name, names) => {
    const file = `D:\\polls\\${name}`;
    expect(callOnWindows([`./${name}`], search([file]))).toEqual({
      kind: "obstacle",
      obstacle: {
        code: "interpreter-missing",
        path: file,
        message: `${file} needs ${names}, which is in no folder of PATH. Install it, or write the full path of an interpreter before the script in exec_path.`,
      },
    });
  });

  it("of another kind, or of none, is not started", () => {
    expect(callOnWindows(["./poll.lua"], search(["D:\\polls\\poll.lua"]))).toEqual({
      kind: "obstacle",
      obstacle: {
        code: "interpreter-missing",
        path: "D:\\polls\\poll.lua",
        message:
          "Windows does not start D:\\polls\\poll.lua, and Key Poll knows no interpreter for .lua. Write its interpreter before it in exec_path.",
      },
    });
    expect(callOnWindows(["./poll"], search(["D:\\polls\\poll"]))).toEqual({
      kind: "obstacle",
      obstacle: {
        code: "missing",
        path: "D:\\polls\\poll",
        message: "There is no file D:\\polls\\poll. Check the path in exec_path.",
      },
    });
  });
});

describe("a program", () => {
  it.each([".exe", ".com", ".bat", ".cmd", ".EXE"])("with the ending %s is started itself", (ending) => {
    const file = `D:\\polls\\poll${ending}`;
    expect(callOnWindows([`./poll${ending}`, "id", "001"], search([file]))).toEqual({
      kind: "call",
      file,
      words: ["id", "001"],
      chosen: undefined,
    });
  });

  it.each([
    ["python3", "py", ["-3"]],
    ["Python", "py", ["-3"]],
    ["python3", "python", []],
    ["pwsh", "powershell", []],
  ] as const)("%s may have another name: %s", (named, program, options) => {
    const file = `C:\\bin\\${program}.exe`;
    expect(callOnWindows([named, "poll", "id"], search([file]))).toMatchObject({
      file,
      words: [...options, "poll", "id"],
      chosen: program === named.toLowerCase() ? undefined : file,
    });
  });

  it("that is nowhere says where it was looked for", () => {
    expect(callOnWindows(["poll.py", "id"], search([]))).toEqual({
      kind: "obstacle",
      obstacle: {
        code: "not-in-path",
        path: "poll.py",
        message:
          'No folder of PATH has a program "poll.py". For a script in this folder write ./poll.py, otherwise the full path in exec_path.',
      },
    });
    for (const argv of [[], ["", "id"]]) {
      expect(callOnWindows(argv, search([]))).toEqual({
        kind: "obstacle",
        obstacle: {
          code: "empty-program",
          path: "",
          message:
            "The command line begins with an empty word, so there is no program to start. Remove the blank or the empty quotes at the start of exec_path.",
        },
      });
    }
  });
});

it.each(['a"b', "%PATH%", "a\rb", "a\nb"])(
  "no batch file gets %j, which cmd.exe would read itself",
  (word) => {
    const file = "D:\\polls\\poll.cmd";
    expect(callOnWindows([file, "id", word], search([file]))).toEqual({
      kind: "obstacle",
      obstacle: {
        code: "not-startable",
        path: file,
        message: `${file} was not started: the word ${JSON.stringify(word)} has a quotation mark, a percent sign or a line break. cmd.exe interprets these: it could insert a variable, or run the rest as a command. Test such a request with a script in another language.`,
      },
    });
    expect(callOnWindows(["D:\\polls\\poll.exe", "id", word], search(["D:\\polls\\poll.exe"])).kind).toBe(
      "call",
    );
    expect(callOnWindows([file, "id", "a&b|c^d"], search([file])).kind).toBe("call");
  },
);

describe("a program is found", () => {
  it("in the folders of PATH in order, with or without quotes, never in the current one", () => {
    const path = { PATH: 'C:\\one;;"C:\\two two";C:\\three' };
    expect(findProgram("php", search(["C:\\two two\\php.exe", "C:\\three\\php.exe"], path))).toBe(
      "C:\\two two\\php.exe",
    );
    expect(findProgram("php", search(["D:\\polls\\php.exe"], path))).toBeUndefined();
    expect(findProgram("php", search(["C:\\php.exe"], {}))).toBeUndefined();
  });

  it("by the endings of PATHEXT, or by those that Windows has by default", () => {
    const files = ["C:\\bin\\php.com", "C:\\bin\\php.exe", "C:\\bin\\php.vbs"];
    expect(findProgram("php", search(files))).toBe("C:\\bin\\php.com");
    expect(findProgram("php", search(files, { path: "C:\\bin", PathExt: ".VBS;.EXE" }))).toBe(
      "C:\\bin\\php.vbs",
    );
    for (const ending of ["com", "exe", "bat", "cmd"]) {
      expect(findProgram("php", search([`C:\\bin\\php.${ending}`]))).toBe(`C:\\bin\\php.${ending}`);
    }
    expect(findProgram("php.exe", search(["C:\\bin\\php.exe.com", "C:\\bin\\php.exe"]))).toBe(
      "C:\\bin\\php.exe",
    );
    expect(findProgram("php", search(["C:\\bin\\php"]))).toBeUndefined();
  });

  it("by its path, from the working folder", () => {
    expect(findProgram("sub\\php", search(["D:\\polls\\sub\\php.exe"]))).toBe("D:\\polls\\sub\\php.exe");
    expect(["a/b", "a\\b", "C:a", "d:\\x"].map(hasFolder)).toEqual([true, true, true, true]);
    expect(["php", "php.exe", "1:a", "ab:c"].map(hasFolder)).toEqual([false, false, false, false]);
    expect(variable({ Path: "x" }, "PATH")).toBe("x");
    expect(variable({ PATHS: "x" }, "PATH")).toBeUndefined();
  });
});
