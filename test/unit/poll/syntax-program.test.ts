/** Which program checks the syntax of a script, what it is given, and what its end means. */

import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { checkSyntax } from "../../../core/poll/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const check = (language: ScriptLanguage, text: string) => checkSyntax({ language, path: "poll", text });

describe("the interpreter is the one in PATH", () => {
  const folder = temporaryFolder();
  const programs = join(folder, "programs");
  mkdirSync(programs);
  const ruby = join(programs, "ruby");
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("and without one nothing is known", async () => {
    vi.stubEnv("PATH", folder);
    expect(await check("python", "x = (\n")).toBeUndefined();
  });

  it.each([
    ["accepts", "exit 0", { kind: "accepted" }],
    ["rejects", "echo '-:3: syntax error, no end'; exit 1", { kind: "rejected", program: "ruby", line: 3 }],
    ["has another problem", "echo 'ruby: no memory'; exit 1", undefined],
  ])("which %s", async (_, lines, expected) => {
    writeFileSync(ruby, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    vi.stubEnv("PATH", `${programs}:/usr/bin:/bin`);
    const said = await check("ruby", "puts 1\n");
    if (expected === undefined) expect(said).toBeUndefined();
    else expect(said).toMatchObject(expected);
  });

  it.each([
    ["#!/usr/bin/env ruby -revil\nputs 1\n", "#\nputs 1\n"],
    ["# a comment\nputs 1\n", "# a comment\nputs 1\n"],
    ["puts 1 #!", "puts 1 #!"],
  ])("and reads no options of Ruby from %j", async (text, read) => {
    writeFileSync(ruby, '#!/bin/sh\ncat > "$0.read"\n', { mode: 0o755 });
    vi.stubEnv("PATH", `${programs}:/usr/bin:/bin`);
    expect(await check("ruby", text)).toEqual({ kind: "accepted" });
    expect(readFileSync(`${ruby}.read`, "utf8")).toBe(read);
  });

  it("and gets no variable that loads code, but English messages", async () => {
    writeFileSync(ruby, '#!/bin/sh\nenv > "$0.env"; pwd >> "$0.env"\n', { mode: 0o755 });
    vi.stubEnv("PATH", `${programs}:/usr/bin:/bin`);
    vi.stubEnv("HOME", undefined);
    vi.stubEnv("RUBYOPT", "-revil");
    vi.stubEnv("LC_ALL", "de_DE.UTF-8");
    await check("ruby", "puts 1\n");
    const lines = readFileSync(`${ruby}.env`, "utf8").split("\n");
    expect(lines).toEqual(expect.arrayContaining(["HOME=/", "LC_ALL=C.UTF-8", realpathSync(tmpdir())]));
    expect(lines.filter((line) => line.startsWith("RUBYOPT"))).toEqual([]);
  });
});
