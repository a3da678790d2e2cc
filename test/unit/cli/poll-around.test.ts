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

  it("has each case in its report, with what came and how often", async () => {
    const script = put("poll.sh", "echo no\n");
    const flags = { execPath: `sh ${script}`, torture: true, case: ["success-is-seen", "single-quote"] };
    const made = await json(flags);
    expect(made).toMatchObject({
      command: "test-torture",
      release: "4.14",
      ok: false,
      code: ExitCode.findings,
      notRun: [],
      cancelled: false,
      totals: { cases: 2, held: 0, broken: 2, notChecked: 0 },
      script: { profile: "manager" },
      file: "…/poll.sh",
    });
    expect(made).not.toHaveProperty("socket");
    expect(made).not.toHaveProperty("config");
    expect(made.cases).toEqual([
      {
        name: "success-is-seen",
        verdict: "broken",
        asked: ["id:001"],
        expected: "at least one sample is answered with an agent",
        seen: [{ what: "unreadable", times: 1 }],
        message:
          "None of id:001 was answered with an agent (unreadable). A script that hides its errors looks like this.",
        why: expect.stringMatching(/^A script whose broad except /),
        durationMs: expect.any(Number),
      },
      {
        name: "single-quote",
        verdict: "broken",
        asked: ["id:'", "id:' OR 1=1", "ip:'OR'1'='1", "ip:'||'1'='1'--"],
        expected: "an error answer, never an agent",
        seen: [{ what: "unreadable", times: 4 }],
        message: 'id:\' ended with "unreadable" instead of an error answer.',
        why: expect.stringMatching(/^Anyone who reaches port 1514 /),
        durationMs: expect.any(Number),
      },
    ]);
    for (const { durationMs } of made.cases) expect(Number.isInteger(durationMs)).toBe(true);
    expect((await test(flags)).stdout).toMatch(/\nExit code 1: 2 cases failed\.\n$/);
    const held = await json({ execPath: ANSWERS, torture: true, case: ["backslash"] });
    expect(held.cases[0]).not.toHaveProperty("message");
    expect(held.cases[0].seen).toEqual([
      { what: "an error answer", times: 2 },
      { what: "an agent", times: 1 },
    ]);
    const sixteen = await json({ execPath: ANSWERS, torture: true, case: ["eight-at-once"] });
    expect(sixteen.cases[0]).toMatchObject({ asked: ["id:001"], seen: [{ what: "an agent", times: 8 }] });
  });
});

describe("keypoll test --torture around its cases", () => {
  it("ends early if the script cannot be started", async () => {
    const flags = { execPath: "/nowhere/poll.sh", torture: true, case: ["success-is-seen", "single-quote"] };
    const run = await test(flags);
    expect(run.code).toBe(ExitCode.couldNotRun);
    expect(run.stdout).toMatch(
      /\n1 case \(Wazuh 4\.14\): 1 not checked\.\nNo longer run: single-quote\.\nDiffers .*\nExit code 2: 1 case not checked, 1 case not run\.\n$/,
    );
    expect(await json(flags)).toMatchObject({
      notRun: ["single-quote"],
      totals: { cases: 1, notChecked: 1 },
    });
  });

  it("says what is wrong with the configuration, and shows everything if asked", async () => {
    const config = put(
      "ossec.conf",
      `<ossec_config><auth><key_request><enabled>no</enabled><exec_path>${ANSWERS}</exec_path></key_request></auth></ossec_config>`,
    );
    const flags = { config, torture: true, case: ["backslash"] };
    const run = await test({ ...flags, verbose: true });
    expect(run.stdout).toMatch(/^With …\/ossec\.conf the manager sends no requests: /);
    expect(run.stdout).toMatch(
      /\n1 case \(Wazuh 4\.14\): 1 passed\.\n• [\s\S]*\nExit code 1: what is said about …\/ossec\.conf\.\n$/,
    );
    expect(await json(flags)).toMatchObject({ ok: false, config: { path: "…/ossec.conf", polls: false } });
    const fine = await test({ execPath: ANSWERS, torture: true, case: ["backslash"] });
    expect(fine.stdout).toMatch(/: 1 passed\.\nDiffers from the manager: .* --verbose says how\.\n$/);
  });

  it("tortures a daemon that it starts", { timeout: 30_000 }, async () => {
    const socket = inFolder("s");
    const made = await json({
      socket,
      start: `${SCRIPTS}daemon.py ${socket}`,
      torture: true,
      case: ["success-is-seen"],
    });
    expect(made).toMatchObject({
      ok: true,
      socket: { path: "…/s", daemon: { command: "…/daemon.py …/s" } },
      totals: { held: 1 },
    });
    expect(made).not.toHaveProperty("script");
    const none = await test({ socket, start: "false", torture: true });
    expect([none.code, none.stdout]).toEqual([ExitCode.couldNotRun, ""]);
    expect(none.stderr).toMatch(/^keypoll: The daemon cannot be tested\. /);
  });
});
