/** The texts of docs/editors.md for editors that cannot be installed: what a parser can check. */

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { isThere } from "./drive.ts";
import { blocks, configurationOf } from "./page.ts";

const PARSE_TOML = "import json, sys, tomllib; print(json.dumps(tomllib.loads(sys.stdin.read())))";

const parsesToml = spawnSync("python3", ["-c", "import tomllib"]).status === 0;

function toml(text: string): unknown {
  const { status, stdout, stderr } = spawnSync("python3", ["-c", PARSE_TOML], {
    input: text,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const starts = expect.objectContaining({ command: ["keypoll", "lsp", "--stdio"] });

describe("JSON", () => {
  const texts = blocks().filter(({ language }) => language === "json");

  it.each(texts)("for $heading names the server", ({ text }) => {
    const parsed: unknown = JSON.parse(text);
    expect(Object.values(Object(parsed)).flatMap((each) => Object.values(Object(each)))).toContainEqual(
      starts,
    );
  });

  it("exists for two editors", () => {
    expect(texts.map(({ heading }) => heading)).toEqual(["Sublime Text", "Kate"]);
  });
});

describe.skipIf(!parsesToml)("TOML", () => {
  it.each(blocks().filter(({ language }) => language === "toml"))("for $heading can be read", ({ text }) => {
    expect(Object.keys(Object(toml(text))).length).toBeGreaterThan(0);
  });

  it("for Helix names the server", () => {
    expect(toml(configurationOf("Helix"))).toMatchObject({
      "language-server": { keypoll: { command: "keypoll", args: ["lsp", "--stdio"] } },
    });
  });
});

describe.skipIf(!isThere("nvim"))("Lua for Neovim 0.11 and newer", () => {
  it("is Lua, knows both files, and passes the server", () => {
    const folder = temporaryFolder();
    // The installed Neovim has no such functions yet, and reads no types by Lua unless it is told to.
    const before =
      "given = {}\nvim.g.do_filetype_lua = 1\n" +
      "vim.lsp.config = function(name, config) given[name] = config end\n" +
      "vim.lsp.enable = function(name) given.enabled = name end\n";
    const after =
      "vim.cmd('filetype on')\n" +
      "given.types = {}\n" +
      "for _, file in ipairs({ 'client.keys', 'client.keys.bak', 'ossec.conf', 'other.keys' }) do\n" +
      "  vim.cmd('edit ' .. file)\n" +
      "  table.insert(given.types, vim.bo.filetype)\n" +
      "end\n" +
      "io.stdout:write(vim.fn.json_encode(given))\nvim.cmd('qall!')\n";
    const file = join(folder, "init.lua");
    writeFileSync(file, before + configurationOf("Neovim 0.11 and newer") + after);
    const { stdout } = spawnSync("nvim", ["--headless", "--clean", "-u", file], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(JSON.parse(stdout)).toMatchObject({
      enabled: "keypoll",
      keypoll: {
        cmd: ["keypoll", "lsp", "--stdio"],
        filetypes: expect.arrayContaining(["client-keys", "xml"]),
      },
      types: ["client-keys", "client-keys", "xml", ""],
    });
  });
});
