/** `keypoll lint`: findings with their places, exit codes, and files of other kinds. */

import { truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll } from "./keypoll.ts";

const CLEAN = `001 web-01 any ${KEY}\n`;

function lint(files: Readonly<Record<string, string | Buffer>>, ...more: readonly string[]) {
  return keypoll(["lint", ...Object.keys(files), ...more], { cwd: folderWith(files) });
}

it("findings of one rule and cause are shown together, with their lines and the totals of each rule", async () => {
  const lines = Array.from({ length: 204 }, (_, at) => {
    const id = String(at + 1).padStart(3, "0");
    return `${id} host-${id} 10.0.0.5 ${id.repeat(22).slice(0, 64)}\n`;
  });
  const cwd = folderWith({ "client.keys": lines.join("") });
  const { stdout } = await keypoll(["lint", "client.keys"], { cwd });
  expect(stdout.split("\n").length).toBeLessThan(60);
  expect(stdout).toMatch(/^client\.keys: 200 more like these \(warning, duplicate-ip\) in lines 5–204\.$/m);
  expect(stdout).toMatch(/^By rule: .*\b204 duplicate-ip\b/m);
  const cut = await keypoll(["lint", "--max-findings", "20", "client.keys"], { cwd });
  expect(cut.stdout).toMatch(/^By rule: .*\b204 duplicate-ip\b/m);
  // Reports for programs list each one separately.
  const { stdout: json } = await keypoll(["lint", "--format", "json", "client.keys"], { cwd });
  expect(json.match(/"rule": ?"duplicate-ip"/g)).toHaveLength(204);
});

describe("findings", () => {
  it("do not exist for a clean file", async () => {
    expect(await lint({ "client.keys": CLEAN })).toEqual({
      code: 0,
      stdout: "✔ No findings in 1 key file with 1 agent (Wazuh 4.14).\n",
      stderr: "",
    });
  });

  it("counts agents in thousands", async () => {
    const many = Array.from({ length: 12_345 }, (_, at) => `${at + 100_001} a${at} any ${KEY}\n`);
    expect((await lint({ "client.keys": many.join("") }, "-q")).stdout).toContain(
      " in 1 key file with 12,345 agents ",
    );
  });

  it("shows place, severity, message, rule, the line with the field marked, and the fix", async () => {
    const { code, stdout } = await lint({
      "client.keys": `${CLEAN}002 my agent any ${KEY}\n003 b1 any ${KEY} \n`,
    });
    expect(stdout).toContain(
      "client.keys:2:8: error: Every daemon that reads this file exits with \"(1237): Invalid ip address: 'agent'.\"",
    );
    expect(stdout).toContain("[invalid-ip]\n    002 my agent ••••••••\n           ^^^^^\n");
    expect(stdout).toContain("    003 b1 any ••••••••␠\n                       ^\n");
    expect(stdout).toContain("→ Remove the blanks after the key (keypoll lint --fix does it)");
    expect(stdout).toMatch(/✘ \d findings in 1 key file with 2 agents/);
    expect(code).toBe(1);
  });

  it("starts each with a line that problem matchers can read", async () => {
    const { stdout } = await lint({ "a.keys": "001 x any None\n\n", "b.keys": "" });
    const heads = stdout.split("\n").filter((line) => line.includes(".keys:"));
    const gcc = /^(.+?):(\d+):(\d+): (error|warning|information|hint): (.+) \[([a-z0-9-]+)\]$/;
    expect(heads.length).toBeGreaterThan(2);
    for (const head of heads) expect(head).toMatch(gcc);
  });

  it("that are hints keep the exit code 0", async () => {
    const { code, stdout } = await lint({ "client.keys": `${CLEAN}002 !gone any ${KEY}\n` });
    expect(stdout).toContain(": hint: ");
    expect(code).toBe(0);
  });

  it("never show a key, whatever the line contains", async () => {
    const secret = "hunter2hunter2";
    const lines = [
      `001 a b c ${secret}`,
      `002\tname\tany\t${secret}`,
      `003 b1 any ${secret} `,
      `# 004 b2 any ${secret}`,
      ` 005 b3 any ${secret}`,
      `006 !b4 any ${secret}`,
      `007,b5,any,${secret}`,
    ];
    for (const format of ["text", "json"]) {
      const { stdout } = await lint({ "client.keys": lines.join("\n") }, "--format", format);
      expect(stdout).not.toContain(secret);
    }
  });

  it("depend on the release, and on the owner of the file", async () => {
    const files = {
      "client.keys": `001 web-01 2001:db8::1 ${KEY}\n002 web-02 any ${KEY.replace("0", "1")}\n`,
    };
    expect((await lint(files, "--release", "4.3")).stdout).toContain("[invalid-ip]");
    expect((await lint(files, "--release", "4.4")).stdout).not.toContain("[invalid-ip]");
    expect((await lint(files, "--role", "agent")).stdout).toContain("[agent-file-many-records]");
  });

  it("cannot send control characters to the terminal", async () => {
    const { stdout } = await lint({ "client.keys": `001 \x1b[31mred\x07 any ${KEY}\n` });
    expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f]/);
    expect(stdout).toContain("␛[31mred␇");
  });
});

describe("a file that cannot be checked", () => {
  it.each([
    ["UTF-16", Buffer.from("\ufeff001 web any key\n", "utf16le"), /This file is UTF-16/],
    ["empty", "", /No record in the file/],
  ])("gets one clear message: %s", async (_what, content, message) => {
    const { code, stdout, stderr } = await lint({ "client.keys": content });
    expect(stdout).toMatch(message);
    expect(stdout.match(/client\.keys:/g)).toHaveLength(1);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });

  it("counts only the findings that are shown", async () => {
    const { stdout } = await lint({ "client.keys": Buffer.from("\ufeff001 web any key\n", "utf16le") });
    expect(stdout).toMatch(/^ {4}4 more findings in the lines of this file; --format json lists them\.$/m);
    expect(stdout).toMatch(/^✘ 5 findings in 1 key file with 0 agents .*warnings?\.$/m);
  });

  it.each([
    ["binary", Buffer.from([0, 1, 2, 3, 0xff, 0, 0, 7]), /This file is binary/],
    ["PEM", "-----BEGIN PRIVATE KEY-----\nMIIE\n", /PEM or SSH form/],
  ])("is not checked, which is never fine: %s", async (_what, content, message) => {
    const { code, stdout, stderr } = await lint({ "client.keys": content });
    expect(stderr).toMatch(/^keypoll: client\.keys was not checked\./);
    expect(stderr).toMatch(message);
    expect(stdout).toBe("✘ Nothing was checked: 1 file not checked.\n");
    expect(code).toBe(2);
  });

  it("is rejected if it is huge", async () => {
    const cwd = folderWith({ "client.keys": "" });
    truncateSync(join(cwd, "client.keys"), 600 * 1024 * 1024);
    const { code, stderr } = await keypoll(["lint", "client.keys"], { cwd });
    expect(stderr).toMatch(/client\.keys is larger than 512 MB/);
    expect(code).toBe(2);
  });

  it("is read byte by byte if it is not UTF-8", async () => {
    const { stdout } = await lint({ "client.keys": Buffer.from(`001 b\xe9b any ${KEY}\n`, "latin1") });
    expect(stdout).toContain("client.keys:1:5: warning");
    expect(stdout).toContain("001 béb any");
  });

  it("does not stop the check of the others", async () => {
    const cwd = folderWith({ "good.keys": CLEAN, "bad.keys": "001 a x\n" });
    const { code, stdout, stderr } = await keypoll(["lint", "nowhere.keys", "bad.keys", "good.keys"], {
      cwd,
    });
    expect(stderr).toBe(
      `keypoll: nowhere.keys does not exist. Check the path. Relative paths start at ${cwd}.\n`,
    );
    expect(stdout).toContain("bad.keys:1:");
    expect(stdout).toMatch(/in 2 key files with 1 agent \(Wazuh 4\.14\), 1 file not checked/);
    expect(code).toBe(2);
  });
});

it("- is standard input, with the name that is given", async () => {
  const { stdout } = await keypoll(["lint", "-", "--stdin-filename", "etc/client.keys"], { input: "\n" });
  expect(stdout).toContain("etc/client.keys:1:1: ");
});
