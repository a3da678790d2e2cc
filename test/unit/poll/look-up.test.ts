/** Why a program cannot be started, in whole sentences, for files that are really so. */

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { errorName, lookUp, mayExecute, visible } from "../../../core/poll/run/look-up.ts";
import { systemError } from "../../../core/poll/socket/system-error.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

function file(folder: string, name: string, text = "", mode = 0o755): string {
  const made = path.join(folder, name);
  mkdirSync(path.dirname(made), { recursive: true });
  writeFileSync(made, text);
  chmodSync(made, mode);
  return made;
}

describe("a program", () => {
  it("with a slash is a path from the working folder", () => {
    const folder = temporaryFolder();
    const script = file(folder, "bin/poll.sh", "#!/bin/sh\n");
    for (const name of [script, "bin/poll.sh", "./bin/../bin/poll.sh"]) {
      expect(lookUp(name, folder, "/nowhere")).toEqual({ kind: "found", file: script });
    }
  });

  it("without a slash is the first in PATH that may be executed", () => {
    const folder = temporaryFolder();
    file(folder, "one/poll.sh", "", 0o644);
    const second = file(folder, "two/poll.sh");
    file(folder, "three/poll.sh");
    const search = ["none", "one", "two", "three"].map((name) => path.join(folder, name)).join(":");
    expect(lookUp("poll.sh", "/", search)).toEqual({ kind: "found", file: second });
    expect(lookUp("poll.sh", folder, "two")).toEqual({ kind: "found", file: second });
    // As execvp does if PATH is not set.
    expect(lookUp("sh", "/")).toMatchObject({
      kind: "found",
      file: expect.stringMatching(/^\/(usr\/)?bin\/sh$/),
    });
  });

  it("that is refused in one folder of PATH, and in no other, is explained by that", () => {
    const folder = temporaryFolder();
    const found = file(folder, "one/poll.sh", "", 0o644);
    mkdirSync(path.join(folder, "two/poll.sh"), { recursive: true });
    expect(lookUp("poll.sh", folder, "none:one:two")).toEqual({
      kind: "obstacle",
      obstacle: {
        code: "not-executable",
        path: found,
        message: `${found} is not executable: it has no x permission here. Run chmod +x on it, or write its interpreter before it in exec_path.`,
      },
    });
  });

  it("may be its own interpreter's interpreter, up to a limit", () => {
    const folder = temporaryFolder();
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    names.forEach((name, at) => {
      file(
        folder,
        name,
        at + 1 < names.length ? `#!${path.join(folder, names[at + 1] ?? "")}\n` : "#!/bin/sh\n",
      );
    });
    expect(lookUp("./a", folder)).toMatchObject({ kind: "found" });
    const round = file(folder, "round", `#!${path.join(folder, "round")}\n`);
    expect(lookUp(round, "/")).toMatchObject({ kind: "found" });
  });
});

/** The obstacle's code and message, with the folder's name taken out. */
function refusal(folder: string, program: string, search?: string): readonly string[] {
  const found = lookUp(program, folder, search);
  if (found.kind === "found") return [found.file];
  const { code, path: blamed, message } = found.obstacle;
  return [code, blamed, message].map((text) => text.replaceAll(folder, "F"));
}

it.runIf(process.platform !== "win32")("each obstacle says what is wrong and what to do", () => {
  const folder = temporaryFolder();
  file(folder, "no-interpreter.sh", "#!/no/such/shell\n");
  file(folder, "windows.sh", "#!/bin/sh\r\n");
  file(folder, "own.sh", "#!F\n".replace("F", path.join(folder, "not-executable")));
  file(folder, "not-executable", "", 0o644);
  mkdirSync(path.join(folder, "folder"));
  execFileSync("mkfifo", [path.join(folder, "pipe")]);
  const rows = [
    [
      "",
      "empty-program",
      "",
      "The command line begins with an empty word, so there is no program to start. Remove the blank or the empty quotes at the start of exec_path.",
    ],
    ["./gone\t", "missing", "F/gone\t", "There is no file F/gone\\t. Check the path in exec_path."],
    ["./folder", "directory", "F/folder", "F/folder is a folder. Name the script itself in exec_path."],
    ["./pipe", "not-a-file", "F/pipe", "F/pipe is not a regular file, so it cannot be run."],
    [
      "./not-executable",
      "not-executable",
      "F/not-executable",
      "F/not-executable is not executable: it has no x permission here. Run chmod +x on it, or write its interpreter before it in exec_path.",
    ],
    [
      "./no-interpreter.sh",
      "interpreter-missing",
      "F/no-interpreter.sh",
      "F/no-interpreter.sh names the interpreter /no/such/shell in its first line, but this interpreter cannot be started: There is no file /no/such/shell. Check the path in exec_path.",
    ],
    [
      "./own.sh",
      "interpreter-missing",
      "F/own.sh",
      "F/own.sh names the interpreter F/not-executable in its first line, but this interpreter cannot be started: F/not-executable is not executable: it has no x permission here. Run chmod +x on it, or write its interpreter before it in exec_path.",
    ],
    [
      "./windows.sh",
      "carriage-return",
      "F/windows.sh",
      'The first line of F/windows.sh ends with a carriage return (Windows line ending), so the system looks for the interpreter "/bin/sh\\r". Save the script with LF line endings.',
    ],
  ] as const;
  for (const [program, ...expected] of rows) expect(refusal(folder, program)).toEqual(expected);
  expect(refusal(folder, "no-such-program", "/bin:/usr/bin")).toEqual([
    "not-in-path",
    "no-such-program",
    'No folder of PATH has a program "no-such-program" (/bin:/usr/bin). The manager looks in the PATH of its own start. Write the full path in exec_path.',
  ]);
  expect(refusal(folder, "folder", folder)[0]).toBe("directory");
  expect(mayExecute(path.join(folder, "windows.sh"))).toBe(true);
  expect(mayExecute(path.join(folder, "not-executable"))).toBe(false);
});

it("control characters are shown", () => {
  expect(visible("a\0b\tc\r\n\x1f\x7fä ")).toBe("a\\u0000b\\tc\\r\\n\\u001f\x7fä ");
});

it("errors of the system have names", () => {
  expect(errorName(Object.assign(new Error("x"), { code: "ENOENT" }))).toBe("ENOENT");
  expect(errorName(Object.assign(new Error("x"), { errno: -2 }))).toBe("ENOENT");
  expect(errorName(Object.assign(new Error("x"), { code: 7 }))).toBeUndefined();
  expect(errorName(new Error("x"))).toBeUndefined();
  expect(errorName("ENOENT")).toBeUndefined();
});

// From errno(3) of Linux, and strerror of glibc.
it.each([
  ["EPERM", 1, "Operation not permitted"],
  ["ENOENT", 2, "No such file or directory"],
  ["EAGAIN", 11, "Resource temporarily unavailable"],
  ["EACCES", 13, "Permission denied"],
  ["ENOTDIR", 20, "Not a directory"],
  ["EINVAL", 22, "Invalid argument"],
  ["EMFILE", 24, "Too many open files"],
  ["EPIPE", 32, "Broken pipe"],
  ["ENAMETOOLONG", 36, "File name too long"],
  ["ELOOP", 40, "Too many levels of symbolic links"],
  ["ENOTSOCK", 88, "Socket operation on non-socket"],
  ["EPROTOTYPE", 91, "Protocol wrong type for socket"],
  ["ECONNRESET", 104, "Connection reset by peer"],
  ["ECONNREFUSED", 111, "Connection refused"],
  ["EWHATEVER", 0, "EWHATEVER"],
])("a manager logs %s as %d, %s", (name, number, text) => {
  expect(systemError(name)).toEqual({ name, number, text });
});
