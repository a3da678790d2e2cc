/** Completion in zsh and fish, with the shells themselves. */

import { spawn, spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";

const program = fileURLToPath(new URL("../../dist/cli/keypoll.mjs", import.meta.url));

function isThere(shell: string): boolean {
  const { status } = spawnSync(shell, ["--version"]);
  if (status !== 0) console.log(`${shell} is not there: its completion is not tried.`);
  return status === 0;
}

/** A folder with the shell's completion script, and a file to complete. */
function folderFor(shell: string, name: string): string {
  const folder = temporaryFolder();
  const { stdout } = spawnSync(process.execPath, [program, "completion", shell], { encoding: "utf8" });
  writeFileSync(join(folder, name), stdout);
  writeFileSync(join(folder, "old.keys"), "");
  writeFileSync(join(folder, "keypoll"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(join(folder, "keypoll"), 0o755);
  return folder;
}

/** A shell that finds the program in the folder. */
function environmentOf(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, HOME: folder, PATH: `${folder}:${process.env["PATH"]}` };
}

/** What is typed, and its completion if there is only one. */
const cases = [
  ["keypoll li", "keypoll lint"],
  ["keypoll lint --form", "keypoll lint --format"],
  ["keypoll lint --format sa", "keypoll lint --format sarif"],
  ["keypoll lint --allow many", "keypoll lint --allow many-removed"],
  ["keypoll lint --baseline ol", "keypoll lint --baseline old.keys"],
  ["keypoll lint ol", "keypoll lint old.keys"],
  ["keypoll schema con", "keypoll schema config"],
  ["keypoll agent comp", "keypoll agent compare"],
  ["keypoll new python sq", "keypoll new python sqlite"],
  ["keypoll explain many-rem", "keypoll explain many-removed"],
  ["keypoll lint --quiet --qui", "keypoll lint --quiet --qui"],
  ["keypoll agent add --nothing-like-it", "keypoll agent add --nothing-like-it"],
] as const;

describe.skipIf(!isThere("fish"))("fish", () => {
  it.each(cases)("%s", (typed, expected) => {
    const cwd = folderFor("fish", "keypoll.fish");
    const script = `source keypoll.fish; complete -C ${JSON.stringify(typed)}`;
    const { stdout, stderr } = spawnSync("fish", ["--no-config", "-c", script], {
      cwd,
      env: environmentOf(cwd),
      encoding: "utf8",
    });
    const words = stdout.split("\n").flatMap((line) => line.split("\t")[0] || []);
    expect(stderr).toBe("");
    expect(words).toEqual(typed === expected ? [] : [expected.split(" ").at(-1)]);
  });
});

describe.skipIf(!isThere("zsh"))("zsh", () => {
  /** Types into a shell on a terminal, presses the tab key, and returns the resulting line. */
  function completed(typed: string): Promise<string> {
    const cwd = folderFor("zsh", "_keypoll");
    const rc = `
      PS1=; fpath=(${cwd} $fpath); autoload -U compinit; compinit -u -D
      zstyle ':completion:*' menu no
      show() { print -r -- "<<$BUFFER>>"; exit; }; zle -N show; bindkey '^X' show; bindkey '^I' complete-word
      print ready`;
    writeFileSync(join(cwd, ".zshrc"), rc);
    const child = spawn("script", ["-qec", "zsh -i", "/dev/null"], {
      cwd,
      env: { ...environmentOf(cwd), ZDOTDIR: cwd, TERM: "dumb" },
    });
    let shown = "";
    let isTyped = false;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      shown += text;
      if (isTyped || !shown.includes("ready")) return;
      isTyped = true;
      child.stdin.write(`${typed}\t\x18`);
    });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", () => resolve(/<<(.*)>>/.exec(shown)?.[1]?.trim() ?? shown));
    });
  }

  it.each(cases)("%s", async (typed, expected) => {
    expect(await completed(typed)).toBe(expected);
  });
});
