/** What is checked, what is shown, and what counts: folders, patterns, settings, baselines, watching. */

import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll, PRIVATE } from "./keypoll.ts";

const CLEAN = `001 web-01 any ${KEY}\n`;
const BLANK = `${CLEAN}\n`;

describe("what is checked", () => {
  const cwd = folderWith({ "client.keys": CLEAN, "client.keys.old": CLEAN, notes: "x" });
  mkdirSync(join(cwd, "sites/berlin"), { recursive: true });
  mkdirSync(join(cwd, "node_modules"));
  writeFileSync(join(cwd, "sites/berlin/a.keys"), CLEAN, PRIVATE);
  writeFileSync(join(cwd, "sites/b.keys"), CLEAN, PRIVATE);
  writeFileSync(join(cwd, "node_modules/c.keys"), CLEAN, PRIVATE);

  it.each([
    [["."], ["client.keys", "client.keys.old", "sites/b.keys", "sites/berlin/a.keys"]],
    [["sites"], ["sites/b.keys", "sites/berlin/a.keys"]],
    [["**/*.keys"], ["client.keys", "sites/b.keys", "sites/berlin/a.keys"]],
    [["sites/*.keys"], ["sites/b.keys"]],
    [["sites/**/[ab].key?"], ["sites/b.keys", "sites/berlin/a.keys"]],
    [["{client,sites/?,none}.keys"], ["client.keys", "sites/b.keys"]],
    [
      ["client.keys", "client.*"],
      ["client.keys", "client.keys.old"],
    ],
  ])("%j", async (paths, expected) => {
    const { stdout } = await keypoll(["lint", ...paths, "--format", "json"], { cwd });
    const checked = JSON.parse(stdout).files.map(({ path }: { path: string }) => path);
    expect(checked).toEqual(expected);
  });

  it.each([["nothing*"], ["node_modules/.bin"], ["sites/none"]])(
    "no file at %s ends with 2",
    async (path) => {
      expect((await keypoll(["lint", path], { cwd })).code).toBe(2);
    },
  );

  it("a folder without any", async () => {
    const { code, stdout } = await keypoll(["lint", "."], { cwd: folderWith({ notes: "" }) });
    expect(stdout).toBe("✘ Nothing was checked: 1 file ignored.\n");
    expect(code).toBe(2);
  });
});

describe("what counts", () => {
  it("--max-warnings allows this number", async () => {
    const cwd = folderWith({ "client.keys": BLANK });
    expect((await keypoll(["lint", "client.keys"], { cwd })).code).toBe(1);
    expect((await keypoll(["lint", "client.keys", "--max-warnings", "1"], { cwd })).code).toBe(0);
  });

  it("--quiet shows only errors, and nothing if there are none", async () => {
    const cwd = folderWith({ "good.keys": `${CLEAN}002 !gone any ${KEY}\n`, "bad.keys": BLANK });
    expect(await keypoll(["lint", "good.keys", "-q"], { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
    const { stdout } = await keypoll(["lint", ".", "-q"], { cwd });
    expect(stdout).toContain("[blank-line]");
    expect(stdout).not.toContain(": hint:");
  });

  it("--max-findings limits what is shown, not what is counted", async () => {
    const cwd = folderWith({ "client.keys": CLEAN + "\n".repeat(30) });
    const { stdout } = await keypoll(["lint", "client.keys", "--max-findings", "5"], { cwd });
    expect(stdout.match(/\[blank-line\]/g)).toHaveLength(5);
    expect(stdout).toContain("25 more findings not shown");
    expect(stdout).toContain("30 findings in 1 key file");
    expect(stdout).toContain("--fix fixes 5 of those that are shown.");
  });

  it("shows the name of a file without control characters", async () => {
    const cwd = folderWith({ "a\x1b[2J.keys": CLEAN + "\n".repeat(3) });
    for (const more of [
      ["--max-findings", "1"],
      ["--fix", "--dry-run"],
    ]) {
      const { stdout } = await keypoll(["lint", ".", ...more], { cwd });
      expect(stdout).toContain("a␛[2J.keys");
      expect(stdout).not.toContain("\x1b");
    }
  });
});

describe("keypoll.config.json", () => {
  const config = { release: "4.3", files: ["a.keys"], lint: { severities: { "blank-line": "off" } } };

  it("is found in a parent folder, names the files, and sets what counts", async () => {
    const cwd = folderWith({ "a.keys": BLANK, "keypoll.config.json": JSON.stringify(config) });
    mkdirSync(join(cwd, "below"));
    const { code, stdout } = await keypoll(["lint"], { cwd: join(cwd, "below") });
    expect(stdout).toBe("✔ No findings in 1 key file with 1 agent (Wazuh 4.3).\n");
    expect(code).toBe(0);
  });

  it("ranks below the command line, and is ignored with --no-config", async () => {
    const cwd = folderWith({ "a.keys": BLANK, "keypoll.config.json": JSON.stringify(config) });
    expect((await keypoll(["lint", "--release", "4.9"], { cwd })).stdout).toContain("Wazuh 4.7.0 to 4.14.5");
    expect((await keypoll(["lint", "a.keys", "--no-config"], { cwd })).code).toBe(1);
  });

  it("matches its schema", async () => {
    const { stdout } = await keypoll(["schema", "config"]);
    const validate = new Ajv().compile(JSON.parse(stdout));
    expect(validate(config)).toBe(true);
    expect(validate({ lint: { severities: { "blank-line": "grave" } } })).toBe(false);
    expect(validate({ lnt: {} })).toBe(false);
  });

  it.each([
    ["{", /is not JSON/],
    ["[]", /does not contain an object/],
    ['{"lnt": {}}', /has an unknown member "lnt"/],
    ['{"lint": {"rol": 1}}', /"lint\.rol"/],
    ['{"lint": {"role": "boss"}}', /lint\.role: "boss" is not one of auto, manager, agent/],
    ['{"release": "1.0"}', /release: "1\.0"/],
    ['{"files": "a"}', /files is not a list/],
  ])("with an error stops the check: %s", async (text, message) => {
    const cwd = folderWith({ "a.keys": CLEAN, "keypoll.config.json": text });
    const { code, stderr } = await keypoll(["lint", "a.keys"], { cwd });
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});

describe("--baseline", () => {
  it("hides known findings, even if their lines move, and counts new ones", async () => {
    const cwd = folderWith({ "a.keys": `${CLEAN}002 b any None\n` });
    const args = ["lint", "a.keys", "--baseline", "known.json"];
    expect((await keypoll([...args, "--update-baseline"], { cwd })).code).toBe(0);
    expect((await keypoll(args, { cwd })).code).toBe(0);
    writeFileSync(
      join(cwd, "a.keys"),
      `${CLEAN}003 c3 10.0.0.1 ${KEY.replace("0", "f")}\n002 b any None\n`,
      PRIVATE,
    );
    expect((await keypoll(args, { cwd })).stdout).toMatch(/^✔ No findings/);
    writeFileSync(join(cwd, "a.keys"), `${CLEAN}\n002 b any None\n`, PRIVATE);
    const { code, stdout } = await keypoll(args, { cwd });
    expect(stdout).toContain("[blank-line]");
    expect(stdout).not.toContain("[placeholder-key]");
    expect(code).toBe(1);
  });

  it("is not updated if a file cannot be read", async () => {
    const cwd = folderWith({ "a.keys": BLANK });
    const args = ["lint", "a.keys", "nowhere.keys", "--baseline", "known.json", "--update-baseline"];
    const { code, stderr } = await keypoll(args, { cwd });
    expect(stderr).toMatch(/nowhere\.keys does not exist[\s\S]*known\.json now lists the findings of 1 file/);
    expect(code).toBe(2);
  });

  it.each([
    ["nowhere.json", /does not exist/],
    ["a.keys", /is not a baseline/],
  ])("%s", async (file, message) => {
    const cwd = folderWith({ "a.keys": CLEAN });
    const { code, stderr } = await keypoll(["lint", "a.keys", "--baseline", file], { cwd });
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});

it("--watch checks again after each change, also of a replaced file, until Ctrl-C", async () => {
  const cwd = folderWith({ "a.keys": CLEAN });
  let runs = 0;
  const { code, stdout } = await keypoll(["lint", "a.keys", "--watch"], {
    cwd,
    onOutput: (text, kill) => {
      const seen = text.match(/finding/g)?.length ?? 0;
      if (seen === runs) return;
      runs = seen;
      if (runs === 1) writeFileSync(join(cwd, "a.keys"), BLANK, PRIVATE);
      else if (text.includes("No findings", text.indexOf("blank-line"))) kill("SIGINT");
      else if (text.includes("1 finding in")) {
        writeFileSync(join(cwd, "new"), CLEAN, PRIVATE);
        renameSync(join(cwd, "new"), join(cwd, "a.keys"));
      }
    },
  });
  expect(stdout).toContain("[blank-line]");
  expect(code).toBe(130);
});
