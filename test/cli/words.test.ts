/** `keypoll schema` and `keypoll completion`: words for other programs. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, keypoll, projectRoot } from "./keypoll.ts";

describe("schema", () => {
  it.each(["report", "config", "suite", "success", "error"])("%s is the one of the project", async (name) => {
    const { stdout } = await keypoll(["schema", name]);
    const file = readFileSync(join(projectRoot, "schemas", `${name}.schema.json`), "utf8");
    expect(JSON.parse(stdout)).toEqual(JSON.parse(file));
  });

  it("knows no other", async () => {
    expect((await keypoll(["schema", "xml"])).code).toBe(2);
  });
});

describe("completion", () => {
  async function complete(...words: readonly string[]): Promise<readonly string[]> {
    const { stdout: script } = await keypoll(["completion", "bash"]);
    const cwd = folderWith({ "keypoll.bash": script, "some file.keys": "" });
    const command = `. ./keypoll.bash
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_keypoll keypoll "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync("bash", ["-c", command, "bash", "keypoll", ...words], {
      cwd,
      encoding: "utf8",
    });
    return stdout.split("\n").filter((line) => line !== "");
  }

  it("of bash knows commands, options, their values, and files", async () => {
    expect(await complete("l")).toEqual(["lint", "lsp"]);
    expect(await complete("lint", "--form")).toEqual(["--format"]);
    expect(await complete("lint", "--format", "s")).toEqual(["sarif"]);
    expect(await complete("new", "py")).toEqual(["python"]);
    expect(await complete("new", "python", "sq")).toEqual(["sqlite"]);
    expect(await complete("schema", "c")).toEqual(["config"]);
    expect(await complete("test", "x", "--keys", "some")).toEqual(["some file.keys"]);
    for (const path of ["--raw", "--socket", "--config"])
      expect(await complete("test", "x", path, "some")).toEqual(["some file.keys"]);
  });

  it.each(["zsh", "fish"])("of %s names every command and option", async (shell) => {
    const { stdout } = await keypoll(["completion", shell]);
    for (const word of ["lint", "baseline", "format", "sarif", "timeout", "completion"])
      expect(stdout).toContain(word);
  });
});
