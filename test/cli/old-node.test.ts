/** What ships runs on the oldest Node that is promised, which is the machine's own where it has one. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, keypoll } from "./keypoll.ts";

/** A Node on the PATH that the project did not bring itself. */
const node = (process.env["PATH"] ?? "")
  .split(delimiter)
  .filter((folder) => !folder.includes("node_modules"))
  .map((folder) => join(folder, "node"))
  .find((path) => existsSync(path));
const version = node === undefined ? "" : spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();

describe.skipIf(node === undefined)(`on the machine's own Node ${version}`, () => {
  const options = node === undefined ? {} : { node };

  it("tests a script", async () => {
    const { code, stdout } = await keypoll(["test", "./answers.sh", "--id", "001"], options);
    expect(stdout).toMatch(/^✔ registered/);
    expect(code).toBe(0);
  });

  it("judges an answer", async () => {
    expect((await keypoll(["answer", "-r", "id:001"], { ...options, input: "x" })).code).toBe(1);
  });

  it("checks a file", async () => {
    const cwd = folderWith({ "client.keys": "001 a x k\n" });
    const { code, stdout } = await keypoll(["lint", "client.keys"], { ...options, cwd });
    expect(stdout).toContain("[invalid-ip]");
    expect(code).toBe(1);
  });

  it("explains", async () => {
    expect((await keypoll(["explain", "duplicate-id"], options)).code).toBe(0);
  });
});
