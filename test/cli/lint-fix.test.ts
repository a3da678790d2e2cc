/** `keypoll lint --fix`: what it writes, what it only shows, and what it never changes. */

import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll } from "./keypoll.ts";

const FAULTY = [
  `001 a1 any ${KEY}`,
  "",
  `002 a2 any ${KEY} `,
  `003 a3 any ${KEY}\r`,
  `004 a4 any ${KEY}`,
].join("\n");
const MENDED = ["001 a1 any", "002 a2 any", "003 a3 any", "004 a4 any"]
  .map((line) => `${line} ${KEY}\n`)
  .join("");

describe("--fix", () => {
  it("fixes what is safe, keeps the mode, and counts the fixes", async () => {
    const cwd = folderWith({ "client.keys": FAULTY });
    const file = join(cwd, "client.keys");
    chmodSync(file, 0o640);
    const { stdout, stderr } = await keypoll(["lint", "client.keys", "--fix"], { cwd });
    expect(readFileSync(file, "utf8")).toBe(MENDED);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(stderr).toBe("client.keys: 4 fixed.\n");
    expect(stdout).not.toContain("--fix");
  });

  it("leaves nothing to fix for a second run", async () => {
    const cwd = folderWith({ "client.keys": FAULTY });
    await keypoll(["lint", "client.keys", "--fix"], { cwd });
    const before = statSync(join(cwd, "client.keys"));
    const { stderr } = await keypoll(["lint", "client.keys", "--fix"], { cwd });
    expect(stderr).toBe("");
    expect(statSync(join(cwd, "client.keys")).ino).toBe(before.ino);
  });

  it("follows a link, and keeps the link", async () => {
    const cwd = folderWith({ "real.keys": FAULTY });
    symlinkSync("real.keys", join(cwd, "client.keys"));
    await keypoll(["lint", "client.keys", "--fix"], { cwd });
    expect(lstatSync(join(cwd, "client.keys")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, "real.keys"), "utf8")).toBe(MENDED);
  });

  it("keeps bytes that are not UTF-8", async () => {
    const cwd = folderWith({ "client.keys": Buffer.from(`001 b\xe9b any ${KEY} \n`, "latin1") });
    await keypoll(["lint", "client.keys", "--fix"], { cwd });
    expect(readFileSync(join(cwd, "client.keys"), "latin1")).toBe(`001 b\xe9b any ${KEY}\n`);
  });

  it("does not change what needs a decision", async () => {
    const text = `001 a1 any ${KEY}\n001 a2 any ${KEY}\n`;
    const cwd = folderWith({ "client.keys": text });
    const { code } = await keypoll(["lint", "client.keys", "--fix"], { cwd });
    expect(readFileSync(join(cwd, "client.keys"), "utf8")).toBe(text);
    expect(code).toBe(1);
  });

  it("does not fix standard input", async () => {
    const { code, stderr } = await keypoll(["lint", "-", "--fix"], { input: FAULTY });
    expect(stderr).toMatch(/Standard input cannot be fixed/);
    expect(code).toBe(2);
  });
});

describe("--fix --dry-run", () => {
  it("shows a unified diff without keys, and writes nothing", async () => {
    const cwd = folderWith({ "client.keys": FAULTY });
    const { code, stdout } = await keypoll(["lint", "client.keys", "--fix", "--dry-run"], { cwd });
    expect(stdout.slice(0, stdout.indexOf("✘"))).toBe(
      [
        "--- client.keys",
        "+++ client.keys",
        "@@ -1,5 +1,4 @@",
        " 001 a1 any ••••••••",
        "-",
        "-002 a2 any ••••••••␠",
        "+002 a2 any ••••••••",
        "-003 a3 any ••••••••␍",
        "+003 a3 any ••••••••",
        "-004 a4 any ••••••••",
        "\\ No newline at end of file",
        "+004 a4 any ••••••••",
        "",
      ].join("\n"),
    );
    expect(readFileSync(join(cwd, "client.keys"), "utf8")).toBe(FAULTY);
    expect(code).toBe(1);
  });

  it("has one hunk per place", async () => {
    const lines = Array.from(
      { length: 40 },
      (_, at) => `${String(at + 1).padStart(3, "0")} a${at + 1} any ${KEY}`,
    );
    lines[4] += " ";
    lines[30] += " ";
    const cwd = folderWith({ "client.keys": `${lines.join("\n")}\n` });
    const { stdout } = await keypoll(["lint", "client.keys", "--fix", "--dry-run"], { cwd });
    expect(stdout.match(/^@@.*$/gm)).toEqual(["@@ -2,7 +2,7 @@", "@@ -28,7 +28,7 @@"]);
  });

  it("needs --fix", async () => {
    expect((await keypoll(["lint", "x", "--dry-run"])).code).toBe(2);
  });
});
