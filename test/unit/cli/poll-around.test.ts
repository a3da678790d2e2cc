/** `keypoll test` with more than a script: another run as the user, a daemon, hostile requests. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ExitCode } from "../../../cli/exit-code.ts";
import { ANSWERS, inFolder, json, put, SCRIPTS, test } from "./poll-test.ts";

describe("keypoll test --compare", () => {
  it("names the difference that makes the difference", async () => {
    const raw = inFolder("raw");
    const script = put("needs.sh", `[ -n "$HOME" ] || { echo "no home"; exit 1; }\nsh ${ANSWERS} "$@"\n`);
    const flags = { execPath: `sh ${script}`, compare: true, socket: "/not/asked", raw };
    const { stdout, code } = await test(flags);
    expect(stdout).toContain(
      "\n  as you       Run as you, it ends differently: registered. The variable HOME makes the difference: the manager's surroundings do not have your value.\n               Agent '001' ('web-01') is added to client.keys.\n               + 001 web-01 192.168.1.100 ••••••••\n  manager      8 bytes\n",
    );
    expect(code).toBe(ExitCode.findings);
    expect(readdirSync(raw).toSorted()).toEqual(["1-id-001-as-me.out", "1-id-001-manager.out"]);
    expect(readFileSync(join(raw, "1-id-001-manager.out"), "utf8")).toBe("no home\n");
    expect((await test({ ...flags, verbose: true })).stdout).toMatch(
      /^▸ id:001: \["sh", "…\/needs\.sh", "id", "001"\]\n/,
    );
    const made = await json({ execPath: ANSWERS, compare: true, requests: ["id:001", "id:12345678901"] });
    const [{ comparison }, discarded] = made.polls;
    expect(comparison).toMatchObject({
      title: "registered",
      landing: "001 web-01 192.168.1.100 ••••••••",
      workingDirectory: process.cwd(),
      run: { end: { kind: "exit", code: 0 } },
    });
    for (const each of ["differs", "difference", "cause", "advice"])
      expect(comparison).not.toHaveProperty(each);
    expect(discarded).not.toHaveProperty("comparison");
    expect(made.script.profile).toBe("manager");
    expect(
      (await json({ execPath: ANSWERS, compare: true, requests: ["id:999"] })).polls[0].comparison,
    ).not.toHaveProperty("landing");
  });
});

describe("keypoll test --start", () => {
  it("asks the daemon, then ends it", { timeout: 30_000 }, async () => {
    const socket = inFolder("s");
    const made = await json({ socket, start: `${SCRIPTS}daemon.py ${socket} --password=S3cretS3cret` });
    expect(made).toMatchObject({
      ok: true,
      polls: [
        { state: "registered", socket: { reply: "data", failures: [], lostBytes: 0, fellBack: false } },
      ],
      socket: { path: "…/s", daemon: { errorOutput: { bytes: 10 } } },
    });
    expect(made.socket.daemon.command).toMatch(/daemon\.py \S+ --password=••••••••$/);
    expect(made.socket.daemon).not.toHaveProperty("end");
    expect(made).not.toHaveProperty("script");
    expect(Number.isInteger(made.polls[0].socket.durationMs)).toBe(true);
    expect(made.polls[0].socket).not.toHaveProperty("obstacle");
  });

  it("says that it does not start, and what it wrote", async () => {
    const run = await test({ socket: inFolder("s"), start: `${SCRIPTS}dies.pl` });
    expect([run.code, run.stdout]).toEqual([ExitCode.couldNotRun, ""]);
    expect(run.stderr).toMatch(
      /^keypoll: The daemon cannot be tested\. .* \(exit code 255\)\. It wrote to standard error: Cannot connect to the database at .*line 5\.\n$/,
    );
    const silent = await test({ socket: inFolder("s"), start: "false" });
    expect(silent.stderr).toMatch(/ It wrote nothing to standard error\.\n$/);
  });
});

describe("keypoll test --torture", () => {
  it("runs the named cases, and says which there are", async () => {
    const run = await test({ execPath: ANSWERS, torture: true, case: ["backslash", "single-quote"] });
    const rows = run.stdout.split("\n").filter((line) => /^[✔✘○]/.test(line));
    expect(rows.map((row) => row.split(/ {2,}/)[0])).toEqual(["✔ single-quote", "✔ backslash"]);
    expect(run.stdout).toContain("which should succeed for id:001\n\n  case ");
    expect(run.stdout).toContain("\n2 cases (Wazuh 4.14): 2 passed.\n");
    expect([run.code, run.stderr]).toEqual([ExitCode.fine, ""]);
    const unknown = await test({ execPath: ANSWERS, torture: true, case: ["backslash", "backslahs"] });
    expect([unknown.code, unknown.stdout]).toEqual([ExitCode.couldNotRun, ""]);
    expect(unknown.stderr).toMatch(
      /^keypoll: There is no torture case "backslahs"\. Did you mean "backslash"\? Known cases: success-is-seen, .*, long-row\.\n$/,
    );
    const socket = await test({ socket: "/x", torture: true, case: ["q"] });
    expect(socket.stderr).toMatch(/^keypoll: There is no torture case "q" for a socket\. Known cases: /);
  });

  it("says what failed", async () => {
    const script = put("poll.sh", "echo no\n");
    const flags = { execPath: `sh ${script}`, torture: true, case: ["success-is-seen"] };
    const run = await test(flags);
    expect(run.stdout).toMatch(/\n✘ success-is-seen failed\n {2}seen /);
    expect(run.stdout).toMatch(/\nExit code 1: 1 case failed\.\n$/);
    expect(run.code).toBe(ExitCode.findings);
    const made = await json(flags);
    expect(made).toMatchObject({
      command: "test-torture",
      ok: false,
      notRun: [],
      cancelled: false,
      totals: { cases: 1, held: 0, broken: 1, notChecked: 0 },
      cases: [
        {
          name: "success-is-seen",
          verdict: "broken",
          asked: ["id:001"],
          seen: [{ times: expect.any(Number) }],
        },
      ],
      script: { profile: "manager" },
    });
    const gone = await test({ ...flags, execPath: "/nowhere/poll.sh" });
    expect(gone.code).toBe(ExitCode.couldNotRun);
    expect(gone.stdout).toMatch(/\nExit code 2: /);
  });
});
