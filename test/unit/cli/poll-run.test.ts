/** `keypoll test` from its options to what it prints, on real scripts. */

import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ExitCode } from "../../../cli/exit-code.ts";
import { ANSWERS, GOOD, inFolder, json, KEY, put, SCRIPTS, test } from "./poll-test.ts";

const DIFFERS = /^Differs from the manager: .*\n/gm;

describe("keypoll test on a script", () => {
  it("prints the verdict, then the totals", async () => {
    const run = await test({ execPath: ANSWERS });
    expect(run.stdout.replace(DIFFERS, "")).toBe(`${GOOD}1 poll (Wazuh 4.14): 1 registered.\n`);
    expect(run.stdout).toMatch(/\nDiffers from the manager: the user, .*--verbose says how\.\n$/);
    expect([run.code, run.stderr]).toEqual([ExitCode.fine, ""]);
  });

  it("says before each run what is run, if everything is shown", async () => {
    const { stdout, code } = await test({
      execPath: ANSWERS,
      requests: ["id:001", "id:12345678901"],
      verbose: true,
    });
    expect(stdout.split("\n")[0]).toBe('▸ id:001: ["…/answers.sh", "id", "001"]');
    expect(stdout.match(/^▸/gm)).toHaveLength(1);
    expect(stdout).toContain("\n✘ failed  id:12345678901 · request discarded\n");
    expect(stdout).toContain("  printed      142 bytes\n");
    expect(stdout).not.toContain(KEY.slice(0, 16));
    expect(code).toBe(ExitCode.findings);
  });

  it("makes no more runs if it cannot be started", async () => {
    const run = await test({
      execPath: join(SCRIPTS, "nowhere.sh"),
      requests: ["id:001", "id:002", "id:003"],
    });
    expect(run.code).toBe(ExitCode.couldNotRun);
    expect(run.stdout.match(/^✘ failed/gm)).toHaveLength(1);
    expect(run.stdout).toContain("\nNot run: id:002, id:003.\n");
    expect(run.stdout).toMatch(/\nExit code 2: 1 poll failed, 1 error, 2 requests not made\.\n$/);
  });

  it("explains a cause once, and names the others", async () => {
    const script = put("poll.sh", "echo no\n");
    const { stdout } = await test({
      execPath: `sh ${script}`,
      requests: ["id:901", "id:902", "ip:10.0.0.1"],
      jobs: 2,
    });
    expect(stdout.match(/^ {2}The same problem as id:901\.$/gm)).toHaveLength(2);
    expect(stdout.match(/^✘ failed {2}(\S+)/gm)).toEqual([
      "✘ failed  id:901",
      "✘ failed  id:902",
      "✘ failed  ip:10.0.0.1",
    ]);
    const twice = await test({ execPath: `sh ${script}`, requests: ["id:901", "id:902"], repeat: 2 });
    expect(twice.stdout).not.toContain("The same problem");
  });
});

describe("the report of keypoll test on a script", () => {
  it("names the script, its file and how it ended", async () => {
    const made = await json({ execPath: `${ANSWERS} `, requests: ["id:001", "id:999", "id:12345678901"] });
    expect(made).toMatchObject({
      command: "test",
      release: "4.14",
      ok: false,
      code: ExitCode.findings,
      cancelled: false,
      notMade: [],
      totals: { polls: 3, registered: 1, answeredNo: 1, failed: 1 },
      script: { profile: "manager", timeoutSeconds: 60 },
    });
    expect(made).not.toHaveProperty("socket");
    expect(made).not.toHaveProperty("config");
    expect(made.file).toBe("test/fixtures/scripts/answers.sh");
    const [one, no, discarded] = made.polls;
    expect(one.run).toMatchObject({
      argv: [expect.stringMatching(/answers\.sh$/), "id", "001"],
      end: { kind: "exit", code: 0 },
      timedOut: false,
      thread: { kind: "free" },
      notes: [],
      leftover: [],
    });
    expect(Number.isInteger(one.run.durationMs)).toBe(true);
    expect(one.run).not.toHaveProperty("obstacle");
    expect(one).not.toHaveProperty("repeats");
    expect(one).not.toHaveProperty("streams");
    expect(one).not.toHaveProperty("outcome");
    expect(
      no.log.map(({ text, telling }: { text: string; telling: boolean }) => [text, telling]).slice(1),
    ).toEqual([
      ["Could not get a key from ID 999. Error: 'No agent key found'", true],
      ["Error getting external key.", false],
    ]);
    expect(discarded).not.toHaveProperty("run");
    expect(discarded).not.toHaveProperty("printed");
    const killed = await json({ execPath: join(SCRIPTS, "killed-before-answer.py") });
    expect(killed.polls[0].run.end).toEqual({ kind: "signal", signal: "SIGSEGV" });
    expect((await json({ execPath: `python3 ${SCRIPTS}numeric-id.py` })).file).toMatch(/numeric-id\.py$/);
    const apart = put("apart.sh", "echo no\n");
    for (const execPath of [apart, `sh ${apart} x`, `python3.99 ${apart}`]) {
      expect((await json({ execPath })).file).toBe("…/apart.sh");
    }
    // The first word is the program, unless it is an interpreter.
    expect(await json({ execPath: `${ANSWERS} ${apart}` })).toMatchObject({
      file: "test/fixtures/scripts/answers.sh",
    });
    expect(await json({ execPath: `shells ${apart}` })).not.toHaveProperty("file");
    const nowhere = await json({ execPath: "/nowhere/x --password=S3cretS3cret" });
    expect(nowhere.polls[0].run).toMatchObject({
      obstacle: { code: "missing" },
      argv: ["/nowhere/x", "--password=••••••••", "id", "001"],
    });
    expect(nowhere.script.execPath).toBe("/nowhere/x --password=••••••••");
    expect(nowhere).not.toHaveProperty("file");
  });

  it("says what went to standard error", async () => {
    const script = put("poll.sh", `sh ${ANSWERS} id 001 | cat; echo oops >&2\n`);
    const made = await json({ execPath: `sh ${script}` });
    expect(made.polls[0].printed.bytes).toBe(147);
    const warns = put("warns.sh", `echo oops >&2; sh ${ANSWERS} id 001\n`);
    const { streams } = (await json({ execPath: `sh ${warns}` })).polls[0];
    expect(streams).toEqual({
      stdoutBytes: 142,
      stderrBytes: 5,
      matched: true,
      stdoutHoldsAnswer: true,
      stderr: { bytes: 5, before: 0, behind: 0, lines: [{ line: 1, text: "oops\\n" }] },
    });
  });
});

describe("keypoll test --repeat", () => {
  it("has the worst verdict of all runs, and how they differ", async () => {
    const once = inFolder("once");
    const script = put("poll.sh", `[ -e ${once} ] && { echo no; exit; }\n> ${once}\nsh ${ANSWERS} "$@"\n`);
    const { stdout, code } = await test({ execPath: `sh ${script}`, repeat: 4 });
    expect(stdout).toMatch(/^✘ failed {2}id:001 · unreadable answer · N ms\n/);
    expect(stdout).toContain(
      "\n  varies       4 runs differ in the verdict: 3 × unreadable answer (first in run 2), 1 × registered (run 1).\n  run 2        3 bytes\n",
    );
    expect(stdout).toMatch(/\n {2}took {9}\d+ to N ms, median N ms\n/);
    expect(stdout).toContain("\n1 poll (Wazuh 4.14): 1 failed, 1 not the same each time.");
    expect(code).toBe(ExitCode.findings);
  });

  it("says that all runs are the same", async () => {
    const made = await json({
      execPath: ANSWERS,
      repeat: 3,
      raw: inFolder("raw"),
      requests: ["id:001", "id:12345678901"],
    });
    const [{ repeats }, discarded] = made.polls;
    expect(repeats).toMatchObject({
      runs: 3,
      groups: [{ state: "registered", title: "registered", runs: [1, 2, 3] }],
    });
    for (const each of [repeats.minMs, repeats.medianMs, repeats.maxMs])
      expect(Number.isInteger(each)).toBe(true);
    expect(repeats).not.toHaveProperty("varies");
    expect(repeats).not.toHaveProperty("difference");
    expect(repeats.minMs <= repeats.medianMs && repeats.medianMs <= repeats.maxMs).toBe(true);
    expect(discarded).not.toHaveProperty("repeats");
    expect(readdirSync(inFolder("raw")).toSorted()).toEqual([
      "1-id-001.2.out",
      "1-id-001.3.out",
      "1-id-001.out",
    ]);
  });
});

describe("keypoll test --raw", () => {
  it("keeps what was printed, for its owner only", async () => {
    const raw = inFolder("a/raw");
    const requests = ["id:001", "ip:192.168.1.100", "id:9 9"];
    expect((await test({ execPath: ANSWERS, raw, requests })).code).toBe(ExitCode.fine);
    const files = ["1-id-001.out", "2-ip-192.168.1.100.out", "3-id-9-9.out"];
    expect(readdirSync(raw).toSorted()).toEqual(files);
    expect(readFileSync(join(raw, "1-id-001.out"), "utf8")).toContain(KEY);
    expect([
      statSync(raw).mode & 0o777,
      ...files.map((file) => statSync(join(raw, file)).mode & 0o777),
    ]).toEqual([0o700, 0o600, 0o600, 0o600]);
  });

  it("names a file by its request, in few characters that are safe, and keeps every byte", async () => {
    const raw = inFolder("raw");
    const script = put("poll.sh", "printf '\\351\\n'\n");
    const long = `ip:${"1".repeat(80)}`;
    await test({ execPath: `sh ${script}`, raw, requests: ["ip:a/../b", "id:\u00e9"] });
    expect(readdirSync(raw).toSorted()).toEqual(["1-ip-a-..-b.out", "2-id-.out"]);
    expect(readFileSync(join(raw, "2-id-.out")).toString("hex")).toBe("e90a");
    // The manager discards a request that is so long, so nothing is printed.
    await test({ execPath: `sh ${script}`, raw: inFolder("other"), requests: [long] });
    expect(readdirSync(inFolder("other"))).toEqual([]);
  });

  it("says if a file cannot be written", async () => {
    mkdirSync(inFolder("raw/1-id-001.out"), { recursive: true });
    const run = await test({ execPath: ANSWERS, raw: inFolder("raw") });
    expect(run.code).toBe(ExitCode.couldNotRun);
    expect(run.stdout).toMatch(/^✔ registered/);
    expect(run.stderr).toMatch(/^keypoll: .*1-id-001\.out.* Or name another folder with --raw\.\n$/);
  });

  it("says if it cannot", async () => {
    const file = put("file", "");
    const run = await test({ execPath: ANSWERS, raw: join(file, "raw") });
    expect([run.code, run.stdout]).toEqual([ExitCode.couldNotRun, ""]);
    expect(run.stderr).toMatch(/^keypoll: .*…\/file\/raw.* Or name another folder with --raw\.\n$/);
  });
});
