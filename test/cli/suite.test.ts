/** `keypoll init` and `keypoll test SUITE`: from a script to a suite for it. */

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { folderWith, KEY, keypoll, projectRoot, scripts, whenMade } from "./keypoll.ts";

const schema = JSON.parse(readFileSync(join(projectRoot, "schemas", "report.schema.json"), "utf8"));
const validate = new Ajv({ strict: true, formats: { uri: true } }).compile(schema);

/** A folder with a correct script, its client.keys, and a suite of these samples. */
function folderWithSuite(
  samples: readonly unknown[],
  members: Readonly<Record<string, unknown>> = {},
): string {
  const suite = { exec_path: "./answers.py", working_directory: ".", samples, ...members };
  const folder = folderWith({
    "client.keys": `001 web-01 192.168.1.100 ${KEY}\n`,
    "a.keypoll.json": JSON.stringify(suite, undefined, 1),
  });
  copyFileSync(join(scripts, "answers.py"), join(folder, "answers.py"));
  return folder;
}

const hit = { request: "id:001", expect: { registered: { name: "web-01" } }, tags: ["hit"] };
const wrong = {
  request: "id:002",
  expect: { registered: { name: "web-03" } },
  tags: ["hit"],
  note: "renamed",
};
const miss = { request: "id:98000", expect: { error: 4 }, tags: ["miss"] };

describe("init", () => {
  it("writes a suite beside the script that passes", async () => {
    const cwd = folderWithSuite([]);
    const made = await keypoll(["init", "answers.py", "--keys", "client.keys"], { cwd });
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(made.stdout).toMatch(
      /^answers\.keypoll\.json: \d samples\. .*keypoll test answers\.keypoll\.json\n$/,
    );
    const text = readFileSync(join(cwd, "answers.keypoll.json"), "utf8");
    expect(text).not.toContain(KEY);
    expect(JSON.parse(text)).toMatchObject({ exec_path: "./answers.py", client_keys: "./client.keys" });
    const { code, stdout } = await keypoll(["test", "answers.keypoll.json"], { cwd });
    expect(stdout).toMatch(/\d samples \(Wazuh 4\.14\): \d passed\.\n$/);
    expect(code).toBe(0);
  });

  it("does not replace a suite unless told to, and can print one", async () => {
    const cwd = folderWithSuite([]);
    writeFileSync(join(cwd, "answers.keypoll.json"), "mine");
    expect(await keypoll(["init", "answers.py"], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--overwrite"),
    });
    expect(readFileSync(join(cwd, "answers.keypoll.json"), "utf8")).toBe("mine");
    const printed = await keypoll(["init", "answers.py", "-o", "-", "--exec-path", "python3 ./answers.py"], {
      cwd,
    });
    expect(JSON.parse(printed.stdout).exec_path).toBe("python3 ./answers.py");
    expect((await keypoll(["init", "answers.py", "--overwrite"], { cwd })).code).toBe(0);
  });

  it("names a missing script", async () => {
    const cwd = temporaryFolder();
    expect(await keypoll(["init", "nothing.py"], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("nothing.py does not exist."),
    });
    expect(existsSync(join(cwd, "nothing.keypoll.json"))).toBe(false);
  });

  it("explains why the suite cannot be written", async () => {
    const cwd = folderWithSuite([]);
    const write = (output: string) => keypoll(["init", "answers.py", "--overwrite", "-o", output], { cwd });
    const nowhere = await write("no/a.keypoll.json");
    expect(nowhere.stderr).toMatch(/was not written: the folder does not exist\. Create the folder/);
    mkdirSync(join(cwd, "folder"));
    const folder = await write("folder");
    expect(folder.stderr).toMatch(/^keypoll: folder was not written: it is a folder\./);
    expect([nowhere.code, folder.code]).toEqual([2, 2]);
  });
});

/** Registers an agent, checks the certificate, and stops if there is already an agent. */
const [, registering = ""] = Array.from(
  readFileSync(join(projectRoot, "docs", "rules", "key-printed.md"), "utf8").matchAll(
    /^```sh\n([\s\S]*?)^```$/gm,
  ),
  ([, text = ""]) => text,
);

describe("a suite for a registration script", () => {
  it("is written by init, and fails in every format if an expectation is not met", async () => {
    const cwd = folderWith({ "register.sh": registering });
    expect(await keypoll(["init", "register.sh"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    const file = join(cwd, "register.keypoll.json");
    const text = readFileSync(file, "utf8");
    expect(JSON.parse(text)).toMatchObject({ registration: "sh ./register.sh {name}" });
    writeFileSync(file, text.replace('"exit_code": 0', '"exit_code": 3'));
    const json = await keypoll(["test", "register.keypoll.json", "--format", "json"], { cwd });
    const report = JSON.parse(json.stdout);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(json.code).toBe(1);
    expect(report.samples.map(({ state }: { state: string }) => state)).toEqual([
      "failed",
      "passed",
      "passed",
    ]);
    expect(report.samples[0].differences).toEqual([{ what: "exit code", expected: "3", actual: "0" }]);
    const junit = await keypoll(["test", "register.keypoll.json", "--tag", "new", "--format", "junit"], {
      cwd,
    });
    expect(junit.stdout).toContain('<failure message="exit code: expected 3, but got 0."');
    expect(junit.stdout).toContain("web-01: client.keys: + 001 web-01 any");
    expect(await keypoll(["rehearse", "register.keypoll.json"], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("This suite is for a registration script"),
    });
  });
});

describe("coverage", () => {
  it("lists the lines that no sample ran, and writes lcov for other tools", async () => {
    const cwd = folderWithSuite([miss], { exec_path: "python3 ./branches.py" });
    const script =
      'import sys\nif sys.argv[2] == "98000":\n    print(\'{"error":4,"message":"no"}\')\nelse:\n    print()\n    raise SystemExit(1)\n';
    writeFileSync(join(cwd, "branches.py"), script);
    const { code, stdout } = await keypoll(["test", "a.keypoll.json", "--coverage", "--lcov", "lcov.info"], {
      cwd,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /coverage +branches\.py: 3 of 5 lines ran \(60 %\)\n +no sample ran lines 5-6\n1 sample/,
    );
    expect(readFileSync(join(cwd, "lcov.info"), "utf8")).toBe(
      "TN:\nSF:branches.py\nDA:1,1\nDA:2,1\nDA:3,1\nDA:5,0\nDA:6,0\nLF:5\nLH:3\nend_of_record\n",
    );
    const json = await keypoll(["test", "a.keypoll.json", "--coverage", "--format", "json"], { cwd });
    const report = JSON.parse(json.stdout);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(report.coverage).toEqual({
      covered: true,
      files: [{ path: "branches.py", lines: 5, ran: 3, notRun: [5, 6] }],
      silent: [],
    });
  });

  it("explains why lines are unknown, and then writes no lcov", async () => {
    const cwd = folderWithSuite([miss], { exec_path: "sh ./plain.sh" });
    writeFileSync(join(cwd, "plain.sh"), `echo '{"error":4,"message":"no"}'\n`);
    const asked = await keypoll(["test", "a.keypoll.json", "--coverage"], { cwd });
    expect(asked).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/not covered +No environment variable makes a shell/),
    });
    const wanted = await keypoll(["test", "a.keypoll.json", "--lcov", "lcov.info"], { cwd });
    expect(wanted).toMatchObject({ code: 2, stderr: expect.stringMatching(/lcov\.info was not written/) });
    expect(existsSync(join(cwd, "lcov.info"))).toBe(false);
    const script = await keypoll(["test", "sh ./plain.sh", "--id", "001", "--coverage"], { cwd });
    expect(script).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--coverage can only be used with a suite/),
    });
  });
});

describe("a suite", () => {
  it("shows what differs, and the place of the sample", async () => {
    const cwd = folderWithSuite([hit, wrong, miss]);
    const { code, stdout } = await keypoll(["test", "a.keypoll.json", "--jobs", "3"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✔ passed +id:001 · registered · \d+ ms · hit\n/);
    expect(stdout).toMatch(/✘ failed +id:002 · registered · \d+ ms · hit\n/);
    expect(stdout).toMatch(/note +renamed\n/);
    expect(stdout).toMatch(/name +expected web-03\n +but got +web-02\n/);
    expect(stdout).toMatch(/^a\.keypoll\.json:\d+:\d+: error: id:\d+: name should be .* \[failed\]$/m);
    expect(stdout).toMatch(
      /3 samples \(Wazuh 4\.14\): 2 passed, 1 failed\.\nExit code 1: 1 sample failed\.\n$/,
    );
    expect(stdout).not.toContain(KEY);
  });

  it("as JSON matches the schema", async () => {
    const cwd = folderWithSuite([
      hit,
      wrong,
      { request: "id:001", expect: { registered: { key: "other" } } },
    ]);
    const { code, stdout } = await keypoll(["test", "a.keypoll.json", "-f", "json"], { cwd });
    const report = JSON.parse(stdout);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(code).toBe(1);
    expect(report).toMatchObject({
      command: "test-suite",
      ok: false,
      totals: { samples: 3, passed: 1, failed: 2 },
    });
    expect(report.samples[1].differences).toEqual([{ what: "name", expected: "web-03", actual: "web-02" }]);
    expect(stdout).not.toContain(KEY);
  });

  it("runs only the samples with the tag", async () => {
    const cwd = folderWithSuite([hit, wrong, miss]);
    const { code, stdout } = await keypoll(["test", "a.keypoll.json", "--tag", "miss"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✔ passed +id:98000/);
    expect(await keypoll(["test", "a.keypoll.json", "--tag", "mis"], { cwd })).toMatchObject({
      code: 2,
      stdout: "",
    });
  });

  it("is not run if the script cannot be started", async () => {
    const cwd = folderWithSuite([hit], { exec_path: "./nothing.py" });
    const { code, stdout } = await keypoll(["test", "a.keypoll.json"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toMatch(/! errored +id:001/);
    expect(stdout).toMatch(/not run +.*nothing\.py/);
    expect(stdout).toMatch(/\nExit code 2: 1 sample could not be run\.\n$/);
  });

  it("that is invalid is not run, and every problem has its place", async () => {
    const cwd = folderWith({ "b.keypoll.json": '{\n  "exec_path": 1,\n  "sampls": []\n}\n' });
    const { code, stdout, stderr } = await keypoll(["test", "b.keypoll.json"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^b\.keypoll\.json:2:16: exec_path is the command line/m);
    expect(stderr).toMatch(/^b\.keypoll\.json:3:3: "sampls" is unknown here/m);
  });

  it("overrides the options", async () => {
    const cwd = folderWithSuite([hit]);
    const { code, stderr } = await keypoll(["test", "a.keypoll.json", "--timeout", "3", "--id", "1"], {
      cwd,
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/--id and --timeout/);
  });

  it("can be cancelled, and leaves nothing behind", async () => {
    const mark = `keypoll-${process.pid}-${Date.now()}`;
    const cwd = folderWithSuite([hit, hit], { exec_path: `/bin/sh ./hang.sh ${mark}` });
    writeFileSync(join(cwd, "hang.sh"), "> started\nsleep 1000\n");
    const { code, stdout } = await keypoll(["test", "a.keypoll.json"], {
      cwd,
      onStart: (kill) => whenMade(cwd, "started", () => kill("SIGINT")),
    });
    expect(code).toBe(130);
    expect(spawnSync("pgrep", ["-f", mark], { encoding: "utf8" }).stdout).toBe("");
    expect(stdout).toMatch(/2 samples \(Wazuh 4\.14\): 2 cancelled\.\nCancelled: the running scripts/);
  });
});
