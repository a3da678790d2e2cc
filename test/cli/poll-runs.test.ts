/** `keypoll test` beyond one run: repeats, comparisons, the second run, the raw bytes, what is run. */

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, KEY, keypoll, scripts } from "./keypoll.ts";

describe("--repeat", () => {
  it("passes for a script that always gives the same answer", async () => {
    const { code, stdout } = await keypoll([
      "test",
      "./answers.py",
      "--id",
      "001",
      "--repeat",
      "4",
      "-j",
      "4",
    ]);
    expect(stdout).toContain("runs         4 runs, all with the same answer.\n");
    expect(stdout).toMatch(/took {9}\d+ to \d+ ms, median \d+ ms\n/);
    expect(code).toBe(0);
  });

  it("fails if answers vary, and marks the first difference", async () => {
    const { code, stdout } = await keypoll(["test", "./varies.py", "--id", "001", "--repeat", "3"]);
    expect(stdout).toContain("varies       3 runs differ in what the manager does with the answer");
    expect(stdout).toMatch(/run 1 +\d+ bytes\n.* │ .*"web-\d+".*\n +\^\n +run 2 +\d+ bytes\n/);
    expect(stdout).toContain("1 poll (Wazuh 4.14): 1 registered, 1 not the same each time.");
    expect(stdout).not.toContain(KEY.slice(0, 16));
    expect(code).toBe(1);
  });

  it("shows polls in the order of the command line, however many run at once", async () => {
    const cwd = folderWith({ "slow-first.sh": 'test "$2" = 1 && sleep 0.5\necho \'{"error":4}\'\n' });
    const ids = ["--id", "1", "--id", "2", "--id", "3"];
    const { stdout } = await keypoll(["test", "/bin/sh slow-first.sh", ...ids, "--jobs", "3"], { cwd });
    expect(Array.from(stdout.matchAll(/^● answered {2}(\S+)/gm), ([, asked]) => asked)).toEqual([
      "id:1",
      "id:2",
      "id:3",
    ]);
  });
});

describe("--compare", () => {
  it("names the variable that causes the difference", async () => {
    const { code, stdout } = await keypoll(["test", "./needs-home.sh", "--id", "001", "--compare"]);
    expect(stdout).toMatch(/^✘ failed {2}id:001 · exit code 1/);
    expect(stdout).toContain(
      "as you       Run as you, it ends differently: registered. The variable HOME makes the difference",
    );
    expect(stdout).toContain("1 not the same when run as you");
    expect(code).toBe(1);
  });

  it("reports that nothing differs", async () => {
    const { code, stdout } = await keypoll(["test", "./answers.sh", "--id", "001", "--compare"]);
    expect(stdout).toContain("as you       Run as you, the result is the same.\n");
    expect(code).toBe(0);
  });

  it.each(["--torture", "--repeat=2", "--profile=as-me", "--socket=/x"])(
    "cannot be combined with %s",
    async (option) => {
      const { code, stderr } = await keypoll(["test", "./answers.sh", "--id", "001", "--compare", option]);
      expect(stderr).toContain("cannot be used with option");
      expect(code).toBe(2);
    },
  );
});

describe("the second run", () => {
  it("marks the bytes that came from standard error", async () => {
    const { stdout } = await keypoll(["test", "./warns-first.py", "--id", "001"], { env: { COLUMNS: "80" } });
    expect(stdout).toMatch(/^ {2}stderr │ .*warns-first\.py:\d+.*\n +\^+\n/m);
    expect(stdout).toMatch(/^ {2}stdout │ \{"error":0,/m);
    expect(stdout.replace(/\n +/g, " ")).toMatch(
      /second look {2}Without the \d+ bytes that went to standard error, the output contains an answer\./,
    );
  });

  it("says so if the second run printed something else", async () => {
    const cwd = folderWith({ "pid.sh": "echo $$ warning >&2\necho '{\"error\":4}'\n" });
    const { stdout } = await keypoll(["test", "/bin/sh pid.sh", "--id", "001"], { cwd });
    expect(stdout).toMatch(/second look {2}.*second run printed something else.*\n +stderr +\d+ bytes\n/);
  });
});

it("--raw keeps every byte, readable by the owner only", async () => {
  const cwd = folderWith({});
  mkdirSync(join(cwd, "out"));
  writeFileSync(join(cwd, "out", "1-id-001.out"), "of an older run, for all to read", { mode: 0o644 });
  const args = ["test", join(scripts, "nul-last.py"), "--id", "001", "--request", "id:a/b", "--raw", "out"];
  const { stdout } = await keypoll([...args, "--repeat", "2"], { cwd });
  expect(readdirSync(join(cwd, "out")).sort()).toEqual([
    "1-id-001.2.out",
    "1-id-001.out",
    "2-id-a-b.2.out",
    "2-id-a-b.out",
  ]);
  const kept = join(cwd, "out", "1-id-001.out");
  expect(readFileSync(kept, "latin1")).toMatch(/^\{"error".*\0/s);
  expect(statSync(kept).mode & 0o777).toBe(0o600);
  expect(stdout).not.toContain(KEY.slice(0, 16));
});

it("--verbose prints each command before it runs", async () => {
  const { stdout } = await keypoll(["test", "./answers.sh -x 'a b'", "--id", "001", "--verbose"]);
  expect(stdout).toMatch(/^▸ id:001: \["\.\/answers\.sh", "-x", "'a", "b'", "id", "001"\]\n/);
  expect(stdout).toMatch(/^• The manager runs the script as root with the group wazuh, this run as /m);
});
