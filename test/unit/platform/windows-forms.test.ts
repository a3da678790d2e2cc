/** What a terminal on Windows writes and reads differently: patterns, errors of files, what a new script is. */

import { describe, expect, it } from "vitest";
import { readPattern, withSlashes } from "../../../cli/lint/glob.ts";
import { filesText } from "../../../cli/new/new-text.ts";
import { writeProblem } from "../../../core/files/index.ts";
import { platformOf } from "../../../core/platform/index.ts";
import { scaffold } from "../../../core/scaffold/index.ts";
import { renderTemplate } from "../../../core/templates/index.ts";

const windows = platformOf("win32");
const linux = platformOf("linux");

describe("a pattern", () => {
  it.each([
    ["sites\\*\\client.keys", "sites", "berlin/client.keys"],
    ["C:\\sites\\**\\*.keys", "C:/sites", "a/b/old.keys"],
    ["C:\\*.keys", "C:/", "client.keys"],
    ["\\\\server\\share\\*.keys", "//server/share", "client.keys"],
  ])("%s has backslashes between its folders", (pattern, base, file) => {
    const read = readPattern(withSlashes(pattern, windows));
    expect(read.base).toBe(base);
    expect(read.matches.test(file)).toBe(true);
  });

  it("keeps a backslash that may be part of a name", () => {
    expect(withSlashes("a\\*.keys", linux)).toBe("a\\*.keys");
  });
});

describe("a file that cannot be written", () => {
  const held = Object.assign(new Error("held"), { code: "EPERM" });

  it("may be open elsewhere on Windows, which has no sudo", () => {
    const problem = writeProblem("client.keys", held, windows);
    expect(problem.what).toContain("another program has it open");
    expect(problem.advice).toContain("Close the program");
    expect(problem.advice).not.toContain("sudo");
  });

  it("is a matter of permissions elsewhere", () => {
    expect(writeProblem("client.keys", held, linux).advice).toContain("sudo");
  });

  it("is on a full disk everywhere", () => {
    const full = Object.assign(new Error("full"), { code: "ENOSPC" });
    expect(writeProblem("client.keys", full, windows)).toEqual(writeProblem("client.keys", full, linux));
  });
});

describe("the files of a new script", () => {
  const template = renderTemplate("python", "csv", "script");
  if (template === undefined) throw new Error("there is no such template");
  const made = scaffold(template, template.fileName, "/polls/");

  it("are shown with their modes if there are any", () => {
    expect(filesText(made, "Written:", linux)).toMatch(/keypoll\.env +0600 .*only you can read them/);
    expect(filesText(made, "Written:", windows)).toMatch(
      /keypoll\.env +its settings; they may hold a password$/m,
    );
    expect(filesText(made, "Written:", windows)).not.toMatch(/\b0[67]\d\d\b/);
  });
});
