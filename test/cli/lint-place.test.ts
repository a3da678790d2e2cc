/** What `keypoll lint` reports about the place of a client.keys: its mode, its repository, and its owner. */

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll, PRIVATE } from "./keypoll.ts";

const RECORD = `001 web any ${KEY}\n`;

/** The rules of the findings of a file in the report. */
async function rulesIn(cwd: string, name: string, ...more: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await keypoll(["lint", name, "--format", "json", ...more], { cwd });
  const report = JSON.parse(stdout) as { files: { findings: { rule: string; line: number }[] }[] };
  return report.files.flatMap(({ findings }) => findings.map(({ rule }) => rule));
}

describe.skipIf(process.platform === "win32")("a file that others can read", () => {
  const open = (name: string, text: string): string => {
    const cwd = folderWith({ [name]: text });
    chmodSync(join(cwd, name), 0o644);
    return cwd;
  };

  it("has a warning with its mode", async () => {
    const { code, stdout } = await keypoll(["lint", "client.keys"], { cwd: open("client.keys", RECORD) });
    expect(stdout).toContain(
      "client.keys:1:1: warning: Mode 0644 lets every user who can reach the folder read the keys",
    );
    expect(stdout).not.toContain(KEY);
    expect(code).toBe(1);
  });

  it.each([
    ["no keys in it", "client.keys", "# nobody yet\n"],
    ["nothing but placeholders in it", "client.keys", "001 web any None\n"],
    ["a name that says that it is a sample", "client.keys.sample", RECORD],
  ])("has no finding with %s", async (_what, name, text) => {
    expect(await rulesIn(open(name, text), name)).not.toContain("readable-by-all");
  });

  it("has no such finding on standard input", async () => {
    const { stdout } = await keypoll(["lint", "-"], { input: RECORD });
    expect(stdout).toContain("No findings");
  });
});

describe("a file in a git repository", () => {
  const cwd = folderWith({});
  const names = ["site/client.keys", "test/fixtures/client.keys", "loose.keys"];
  for (const name of names) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), RECORD, PRIVATE);
  }
  execFileSync("git", ["init", "-q"], { cwd });
  execFileSync("git", ["add", "site", "test"], { cwd });

  it("has a warning if it is tracked, unless its keys are made up", async () => {
    expect(await rulesIn(cwd, "site/client.keys")).toEqual(["tracked-by-git"]);
    expect(await rulesIn(cwd, "test/fixtures/client.keys")).toEqual([]);
    expect(await rulesIn(cwd, "loose.keys")).toEqual([]);
  });

  it("is checked without running git, whose configuration may name programs", async () => {
    const proof = join(cwd, "has-run");
    execFileSync("git", ["config", "core.fsmonitor", `touch ${proof}; false`], { cwd });
    expect(await rulesIn(cwd, "site/client.keys")).toEqual(["tracked-by-git"]);
    expect(existsSync(proof), "the program was run").toBe(false);
  });
});

describe("the owner of a file", () => {
  const two = `${RECORD}002 db any ${KEY.replace("0", "f")}\n`;
  const cwd = folderWith({
    "client.keys": two,
    "ossec.conf": "<ossec_config><client><server/></client></ossec_config>",
  });

  it("is recognised by the files beside it", async () => {
    expect(await rulesIn(cwd, "client.keys")).toEqual(["agent-file-many-records"]);
  });

  it("is what the option says, whatever is beside it", async () => {
    expect(await rulesIn(cwd, "client.keys", "--role", "manager")).toEqual([]);
  });

  it("is what the settings say", async () => {
    writeFileSync(join(cwd, "keypoll.config.json"), JSON.stringify({ lint: { role: "manager" } }));
    expect(await rulesIn(cwd, "client.keys")).toEqual([]);
  });

  it("does not lose the findings of a manager's file because it has one agent", async () => {
    const alone = folderWith({ "client.keys": `001 web any ${KEY}\r` });
    expect(await rulesIn(alone, "client.keys")).toEqual(["carriage-return", "missing-final-newline"]);
  });
});
