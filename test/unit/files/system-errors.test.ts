/** What a failed system call means, in whole sentences: a person reads them when a file cannot be read or written. */

import { describe, expect, it } from "vitest";
import { codeOf, mayBeHeldOpen, readProblem, writeProblem } from "../../../core/files/system-errors.ts";
import { here } from "../../../core/platform/index.ts";

const unix = { ...here, isUnix: true };
const windows = { ...here, isUnix: false };

function failure(code: string, message = "the words of the system"): Error {
  return Object.assign(new Error(message), { code });
}

const RIGHTS = "Run as the owner of the file, or with sudo.";
const OTHER_NAME = "Name another file.";
const SPACE = "Free some space and try again.";
const OTHER_SYSTEM = "Name a file on another file system.";

const sentences = [
  ["EACCES", "you may not read or write there", RIGHTS],
  ["EPERM", "the system does not allow it", RIGHTS],
  ["EROFS", "the file system is read-only", "Mount it for writing, or name a file elsewhere."],
  ["ENOSPC", "the disk is full", SPACE],
  ["EDQUOT", "your quota on that disk is used up", SPACE],
  [
    "EFBIG",
    "the file would be larger than allowed here",
    "Raise the limit (ulimit -f), or name a file elsewhere.",
  ],
  ["EIO", "the disk reported an error", "Check the disk; the system log says more."],
  ["ENOENT", "the folder does not exist", "Create the folder, or name another file."],
  ["ENOTDIR", "a part of the path is a file and not a folder", OTHER_NAME],
  ["EISDIR", "it is a folder", "Give the path of a file."],
  ["ENAMETOOLONG", "the path is too long for the file system", "Choose a shorter name."],
  ["ELOOP", "its links form a loop", "Remove the link, or name the file itself."],
  ["EMFILE", "too many files are open in this process", "Raise the limit (ulimit -n) and try again."],
  ["ENFILE", "too many files are open on this machine", "Close some programs and try again."],
  ["ENOMEM", "there is too little memory", "Close some programs and try again."],
  [
    "EBUSY",
    "another program or a mount uses it",
    "Close the program that uses it. Change a mounted file at its source.",
  ],
  ["ETXTBSY", "it is a program that is running", "End the program and try again."],
  ["EXDEV", "it is a mount point", "Change the file at the source of the mount."],
  ["EINVAL", "the file system does not accept this name", OTHER_NAME],
  ["EILSEQ", "the file system does not accept this name", OTHER_NAME],
  ["ENXIO", "no device or program answers there", OTHER_NAME],
  ["ENODEV", "that device does not exist", OTHER_NAME],
  ["ENOTSUP", "the file system cannot do that", OTHER_SYSTEM],
  ["EOPNOTSUPP", "the file system cannot do that", OTHER_SYSTEM],
  ["ESTALE", "the network file system no longer has it", "Mount it again."],
  ["ETIMEDOUT", "the network file system does not answer", "Try again."],
  ["EAGAIN", "another program has locked it", "Try again."],
  ["EINTR", "it was interrupted", "Try again."],
  ["ERR_INVALID_ARG_VALUE", "the path contains a null byte", OTHER_NAME],
] as const;

describe("a system call that failed", () => {
  it.each(sentences)("with %s: %s", (code, why, advice) => {
    expect(writeProblem("a/b", failure(code), unix)).toEqual({
      what: `a/b was not written: ${why}.`,
      advice,
    });
    expect(readProblem("a/b", failure(code))).toEqual({ what: `a/b cannot be read: ${why}.`, advice });
  });

  it("in an unknown way is reported in the words of the system", () => {
    const words = { what: "a was not written: the words of the system.", advice: OTHER_NAME };
    expect(writeProblem("a", failure("EWHATEVER"), unix)).toEqual(words);
    expect(writeProblem("a", new Error("the words of the system"), windows)).toEqual(words);
    expect(writeProblem("a", "thrown as a text", unix).what).toBe("a was not written: thrown as a text.");
    expect(readProblem("a", failure("EWHATEVER"))).toEqual({
      what: "a cannot be read: the words of the system.",
      advice: "Check the file and its disk.",
    });
  });

  it.each([
    ["EACCES", true],
    ["EPERM", true],
    ["EBUSY", true],
    ["ENOENT", false],
    ["ENOSPC", false],
  ])("with %s on Windows may come from a program that has the file open: %s", (code, may) => {
    const { what, advice } = writeProblem("a", failure(code), windows);
    expect(what.includes("another program has it open, or you may not write there")).toBe(may);
    expect(
      advice ===
        "Close the program that uses the file and try again, or run the terminal as an administrator.",
    ).toBe(may);
    expect(mayBeHeldOpen(failure(code))).toBe(may);
  });

  it("has a code, or none", () => {
    expect(codeOf(failure("EIO"))).toBe("EIO");
    expect(codeOf(Object.assign(new Error("x"), { code: 7 }))).toBe("7");
    expect(codeOf(new Error("x"))).toBe("");
    expect(codeOf("EIO")).toBe("");
  });
});
