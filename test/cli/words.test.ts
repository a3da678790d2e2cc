/** `keypoll schema` and `keypoll completion`: output for other programs. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, keypoll, program, projectRoot } from "./keypoll.ts";

describe("schema", () => {
  it.each(["report", "config", "suite", "success", "error"])("%s is the project's own", async (name) => {
    const { stdout } = await keypoll(["schema", name]);
    const file = readFileSync(join(projectRoot, "schemas", `${name}.schema.json`), "utf8");
    expect(JSON.parse(stdout)).toEqual(JSON.parse(file));
  });

  it("rejects an unknown name", async () => {
    expect((await keypoll(["schema", "xml"])).code).toBe(2);
  });
});

describe("completion", () => {
  it("of bash completes a line", async () => {
    const { stdout: script } = await keypoll(["completion", "bash"]);
    const cwd = folderWith({ "keypoll.bash": script, "some file.keys": "" });
    const lines = [
      ["lint", "--form"],
      ["test", "x", "--keys", "some"],
      ["test", "x", "--raw", "some"],
      ["lint", "--format", "=", "sa"],
    ];
    const command = `. ./keypoll.bash
keypoll() { ${JSON.stringify(process.execPath)} ${JSON.stringify(program)} "$@"; }
for line in ${lines.map((words) => `'${words.join("|")}'`).join(" ")}; do
  IFS='|' read -ra COMP_WORDS <<< "keypoll|$line"; COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
  _keypoll keypoll "\${COMP_WORDS[COMP_CWORD]}"
  echo "\${COMPREPLY[*]}"
done`;
    const { stdout, stderr } = spawnSync("bash", ["-c", command], { cwd, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout.split("\n")).toEqual(["--format", "some file.keys", "some file.keys", "sarif", ""]);
  });

  it.each(["bash", "zsh", "fish", "powershell"])("of %s calls keypoll", async (shell) => {
    expect((await keypoll(["completion", shell])).stdout).toMatch(/ complete /);
  });

  it("is told by PowerShell, which removes empty words, that a new word begins", async () => {
    const { stdout } = await keypoll(["complete", "--next", "--", "schema"]);
    expect(stdout).toBe("report\t\nconfig\t\nsuite\t\nsuccess\t\nerror\t\n");
  });
});
