/** What the commands do with options that do not go together, and what `explain` treats as a log. */

import { describe, expect, it } from "vitest";
import { folderWith, keypoll } from "./keypoll.ts";

const SUITE = "a.keypoll.json";

describe("options of a suite", () => {
  it.each([
    [
      ["test", SUITE, "--id", "1", "--ip", "10.0.0.1", "--request", "id:2"],
      `keypoll: A suite has its own values for --id and --ip and --request. Remove the option, or change ${SUITE}.\n`,
    ],
    [
      ["test", SUITE, "--keys", "x", "--socket", "x", "--timeout", "1", "--profile", "as-me"],
      `keypoll: A suite has its own values for --keys and --socket and --timeout and --profile. Remove the option, or change ${SUITE}.\n`,
    ],
    [
      ["test", SUITE, "--release", "4.9", "--host-name", "x", "--worker"],
      `keypoll: A suite has its own values for --release and --host-name and --worker. Remove the option, or change ${SUITE}.\n`,
    ],
    [
      ["test", SUITE, "--config", "x", "--start", "x", "--repeat", "2", "--raw", "x"],
      "keypoll: --config and --start and --repeat and --raw cannot be used with a suite. Remove the option, or give the command line of the script instead of the suite.\n",
    ],
    [
      ["test", SUITE, "--torture", "--case", "x"],
      "keypoll: --torture and --case cannot be used with a suite. Remove the option, or give the command line of the script instead of the suite.\n",
    ],
    [
      ["test", SUITE, "--compare"],
      "keypoll: --compare cannot be used with a suite. Remove the option, or give the command line of the script instead of the suite.\n",
    ],
    [
      ["test", SUITE, "--id", "1", "--raw", "x"],
      `keypoll: A suite has its own values for --id. Remove the option, or change ${SUITE}.\nkeypoll: --raw cannot be used with a suite. Remove the option, or give the command line of the script instead of the suite.\n`,
    ],
    [
      ["test", "./poll.sh", "--id", "1", "--tag", "x", "--coverage", "--lcov", "x"],
      "keypoll: --tag and --coverage and --lcov can only be used with a suite. Name a suite (NAME.keypoll.json); keypoll init SCRIPT writes one.\n",
    ],
    [
      ["rehearse", SUITE, "--id", "1"],
      `keypoll: A suite has its own values for --id. Remove the option, or change ${SUITE}.\n`,
    ],
  ])("%j", async (args, said) => {
    expect(await keypoll(args)).toEqual({ code: 2, stdout: "", stderr: said });
  });

  it("are those that it has", async () => {
    const cwd = folderWith({ [SUITE]: '{"exec_path": "./none.sh", "samples": [{"request": "id:001"}]}' });
    const run = await keypoll(["test", SUITE, "--tag", "none"], { cwd });
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining("none")]);
    const one = await keypoll(["test", SUITE, "-j", "2"], { cwd });
    expect(one.stdout).toContain("id:001");
  });
});

describe("what explain treats as a log", () => {
  const LINE = "2026/01/01 00:00:00 wazuh-remoted: ERROR: (1237): Invalid ip address: 'Any'.";
  const cwd = folderWith({ "ossec.log": `${LINE}\n`, line: `${LINE}\n`, "client.keys": "" });
  const FILE_ONLY = "keypoll: --follow reads one file only. Name one --log FILE.\n";
  const LOGS =
    "keypoll: --keys, --follow, ndjson and markdown are for whole logs. Name the log with --log FILE.\n";

  it.each([
    [["--log", "ossec.log", "--log", "line", "--follow"], FILE_ONLY],
    [["--log", "-", "--follow"], FILE_ONLY],
    [["duplicate-id", "--keys", "client.keys"], LOGS],
    [["duplicate-id", "--follow"], LOGS],
    [["duplicate-id", "-f", "ndjson"], LOGS],
    [["--log", LINE, "-f", "markdown"], LOGS],
    [["--log", "ossec.log", "duplicate-id", "--follow"], LOGS],
    [["--log", "nowhere/ossec", "-f", "json"], /^keypoll: nowhere\/ossec does not exist\./],
    [["--log", "nowhere.log"], /^keypoll: nowhere\.log does not exist\./],
    [["--log", "x", "--keys", "nowhere"], /^keypoll: .* does not exist\./],
    [["nothing-like-this"], /^keypoll: /],
  ])("%j ends with 2", async (args, said) => {
    const run = await keypoll(["explain", ...args], { cwd });
    expect([run.code, run.stdout]).toEqual([2, ""]);
    if (typeof said === "string") expect(run.stderr).toBe(said);
    else expect(run.stderr).toMatch(said);
  });

  it.each([
    [["--log", "ossec.log"], ""],
    [["--log", "line"], ""],
    [["--log", "-"], `${LINE}\n`],
    [["--log", "ossec.log", "--log", "line"], ""],
    [["--log", "ossec.log", "--keys", "client.keys", "-f", "markdown"], ""],
  ])("%j is a whole log", async (args, input) => {
    const whole = await keypoll(["explain", ...args], { cwd, input });
    const line = await keypoll(["explain", "--log", LINE], { cwd });
    expect(whole.stdout).not.toBe(line.stdout);
    expect([whole.code, whole.stderr]).toEqual([1, ""]);
    expect(whole.stdout).toContain("1237");
  });

  it("one line is explained, with or without a code", async () => {
    const line = await keypoll(["explain", "--log", LINE], { cwd });
    expect([line.code, line.stdout.includes("1237")]).toEqual([0, true]);
    const rule = await keypoll(["explain", "duplicate-id", "-f", "json"], { cwd });
    expect([rule.code, JSON.parse(rule.stdout).rule.code]).toEqual([0, "duplicate-id"]);
    expect((await keypoll(["explain", "--log", "Hello there, world"], { cwd })).code).toBe(1);
    expect((await keypoll(["explain", "duplicate-id", "--log", LINE], { cwd })).code).toBe(2);
  });
});
