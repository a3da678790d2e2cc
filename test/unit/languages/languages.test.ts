/** How the language of a script is recognised: by its name in an editor, by its first line, by its file name. */

import { describe, expect, it } from "vitest";
import {
  editorLanguages,
  firstLineOf,
  interpreterOf,
  languageFacts,
  languageOfDocument,
  languageOfFile,
  scriptLanguages,
  shebangWords,
} from "../../../core/languages/index.ts";

it("the languages are those with a grammar, by the names that editors have for them", () => {
  expect(editorLanguages).toEqual([
    "python",
    "shellscript",
    "javascript",
    "perl",
    "php",
    "ruby",
    "go",
    "powershell",
  ]);
});

it.each([
  ["python", "#!/usr/bin/env python3", "#"],
  ["bash", "#!/usr/bin/env bash", "#"],
  ["javascript", "#!/usr/bin/env node", "//"],
  ["perl", "#!/usr/bin/env perl", "#"],
  ["php", "#!/usr/bin/env php", "//"],
  ["ruby", "#!/usr/bin/env ruby", "#"],
  ["go", undefined, "//"],
  ["powershell", "#!/usr/bin/env pwsh", "#"],
] as const)("a script in %s begins with %s, and its comments with %s", (language, firstLine, comment) => {
  expect(languageFacts[language]).toMatchObject({ firstLine, comment });
  if (firstLine !== undefined) expect(languageOfFile("poll", `${firstLine}\n`)).toBe(language);
});

describe("the language of a document", () => {
  it.each([
    ["python", "python"],
    ["py", "python"],
    ["pypy", "python"],
    ["shellscript", "bash"],
    ["bash", "bash"],
    ["sh", "bash"],
    ["dash", "bash"],
    ["ksh", "bash"],
    ["javascript", "javascript"],
    ["js", "javascript"],
    ["mjs", "javascript"],
    ["cjs", "javascript"],
    ["node", "javascript"],
    ["nodejs", "javascript"],
    ["perl", "perl"],
    ["pl", "perl"],
    ["php", "php"],
    ["ruby", "ruby"],
    ["rb", "ruby"],
    ["go", "go"],
    ["powershell", "powershell"],
    ["pwsh", "powershell"],
    ["ps1", "powershell"],
    ["plaintext", undefined],
    ["", undefined],
    [".py", undefined],
  ])("with the name %j is %s", (name, expected) => {
    expect(languageOfDocument(name)).toBe(expected);
  });
});

describe("the language of a file", () => {
  it.each([
    ["poll.py", "python"],
    ["poll.sh", "bash"],
    ["poll.bash", "bash"],
    ["poll.js", "javascript"],
    ["poll.mjs", "javascript"],
    ["poll.cjs", "javascript"],
    ["poll.pl", "perl"],
    ["poll.php", "php"],
    ["poll.rb", "ruby"],
    ["poll.go", "go"],
    ["poll.ps1", "powershell"],
    ["POLL.PY", "python"],
    ["poll.py.bak", undefined],
    ["poll", undefined],
    ["python", undefined],
  ])("named %s without a first line is %s", (path, expected) => {
    expect(languageOfFile(path, "")).toBe(expected);
  });

  it.each([
    ["#!/usr/bin/python3.11", "python"],
    ["#!/usr/bin/pypy3", "python"],
    ["#!/bin/sh", "bash"],
    ["#!/bin/dash", "bash"],
    ["#!/usr/bin/nodejs", "javascript"],
    ["#!/usr/bin/env -S node --no-warnings", "javascript"],
    ["#!/opt/perl-5/perl5.36.0 -w", "perl"],
    ["#!/usr/bin/pwsh", "powershell"],
  ])("with the first line %s is %s, whatever its name", (line, expected) => {
    expect(languageOfFile("poll.go", `${line}\nx\n`)).toBe(expected);
  });

  it.each([
    "#!/usr/bin/awk -f",
    "#!/bin/shuf",
    "#!/usr/bin/mypython",
    "#!/usr/bin/python3-config",
    "#!",
    "x",
  ])("with the first line %s is that of its name", (line) => {
    expect(languageOfFile("poll.rb", line)).toBe("ruby");
    expect(languageOfFile("poll", line)).toBeUndefined();
  });
});

describe("the program in the first line", () => {
  it.each([
    ["#!/bin/sh -e\n", "sh"],
    ["#! /bin/sh\n", "sh"],
    ["#!sh", "sh"],
    ["#!/bin/sh\r\n", "sh"],
    ["#!/usr/bin/env python3\n", "python3"],
    ["#!/usr/bin/env -S A=1 B=2 python3 -u\n", "python3"],
    ["#!/usr/bin/env\n", undefined],
    ["#!/usr/bin/env -i\n", undefined],
    ["#!\n/bin/sh\n", undefined],
    ["#!/bin/\n", undefined],
    [" #!/bin/sh\n", undefined],
    ["", undefined],
  ])("of %j is %s", (text, expected) => {
    expect(interpreterOf(text)).toBe(expected);
  });
});

it("the words of a first line are those after its sign", () => {
  expect(shebangWords("#!  /bin/sh   -e\t x\r\nrest")).toEqual(["/bin/sh", "-e", "x"]);
  expect(shebangWords("#!/bin/sh")).toEqual(["/bin/sh"]);
  expect(shebangWords("#!")).toEqual([]);
  expect(shebangWords("/bin/sh")).toEqual([]);
});

it("the first line has no line feed", () => {
  expect(firstLineOf("a\r\nb\nc")).toBe("a\r");
  expect(firstLineOf("\nb")).toBe("");
  expect(firstLineOf("abc")).toBe("abc");
});

it("each language has a grammar of its own name", () => {
  expect(Object.keys(languageFacts)).toEqual([...scriptLanguages]);
});
