/** `keypoll test` and `keypoll answer` from their options to what they print, on real scripts and a real daemon. */

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { ExitCode } from "../../../cli/exit-code.ts";
import { type AnswerOptions, checkAnswer } from "../../../cli/poll/answer.ts";
import type { TestFlags } from "../../../cli/poll/test-plan.ts";
import { testScript } from "../../../cli/poll/test-script.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { type Collected, collectingTerminal } from "./collected.ts";

const SCRIPTS = fileURLToPath(new URL("../../fixtures/scripts/", import.meta.url));
const ANSWERS = join(SCRIPTS, "answers.sh");
const KEY = "0123456789abcdef".repeat(4);

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function put(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o750 });
  return path;
}

/** What was printed, with times and folders replaced. */
function shown(code: ExitCode, { stdout, stderr }: Collected) {
  const plain = (text: string): string =>
    text
      .replaceAll(SCRIPTS, "…/")
      .replaceAll(folder, "…")
      .replace(/\b\d+ ms/g, "N ms");
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
}

async function test(more: Partial<TestFlags>) {
  const terminal = collectingTerminal();
  const flags = { requests: ["id:001"], profile: "manager", case: [], format: "text", ...more } as const;
  return shown(await testScript(flags, terminal), terminal);
}

async function json(more: Partial<TestFlags>) {
  const { stdout, code } = await test({ ...more, format: "json" });
  return { ...JSON.parse(stdout), code };
}

const DIFFERS = /^Differs from the manager: .*\n/gm;
const GOOD = `✔ registered  id:001 · N ms
  Agent '001' ('web-01') is added to client.keys.
  client.keys  + 001 web-01 192.168.1.100 ••••••••
  ossec.log    wazuh-authd: INFO: Agent key generated for agent 'web-01' (requested locally)
  argv         ["…/answers.sh", "id", "001"]

`;

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
    expect(made.file).toMatch(/answers\.sh$/);
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
    const once = join(folder, "once");
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
      raw: join(folder, "raw"),
      requests: ["id:001", "id:12345678901"],
    });
    const [{ repeats }, discarded] = made.polls;
    expect(repeats).toMatchObject({
      runs: 3,
      groups: [{ state: "registered", title: "registered", runs: [1, 2, 3] }],
    });
    expect(repeats).not.toHaveProperty("varies");
    expect(repeats).not.toHaveProperty("difference");
    expect(repeats.minMs <= repeats.medianMs && repeats.medianMs <= repeats.maxMs).toBe(true);
    expect(discarded).not.toHaveProperty("repeats");
    expect(readdirSync(join(folder, "raw")).toSorted()).toEqual([
      "1-id-001.2.out",
      "1-id-001.3.out",
      "1-id-001.out",
    ]);
  });
});

describe("keypoll test --compare", () => {
  it("names the difference that makes the difference", async () => {
    const raw = join(folder, "raw");
    const script = put("needs.sh", `[ -n "$HOME" ] || { echo "no home"; exit 1; }\nsh ${ANSWERS} "$@"\n`);
    const flags = { execPath: `sh ${script}`, compare: true, socket: "/not/asked", raw };
    const { stdout, code } = await test(flags);
    expect(stdout).toContain(
      "\n  as you       Run as you, it ends differently: registered. The variable HOME makes the difference: the manager's surroundings do not have your value.\n               Agent '001' ('web-01') is added to client.keys.\n               + 001 web-01 192.168.1.100 ••••••••\n  manager      8 bytes\n",
    );
    expect(code).toBe(ExitCode.findings);
    expect(readdirSync(raw).toSorted()).toEqual(["1-id-001-as-me.out", "1-id-001-manager.out"]);
    expect(readFileSync(join(raw, "1-id-001-manager.out"), "utf8")).toBe("no home\n");
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

describe("keypoll test with an ossec.conf", () => {
  const config = (inside: string): string =>
    put("ossec.conf", `<ossec_config><auth><key_request>${inside}</key_request></auth></ossec_config>`);

  it("tests what it names, with its settings", async () => {
    const path = config(`<enabled>yes</enabled><exec_path>${ANSWERS}</exec_path><timeout>5</timeout>`);
    const { stdout, code } = await test({ config: path });
    expect(
      stdout.startsWith("Settings from …/ossec.conf\n  enabled      yes\n  exec_path    …/answers.sh\n"),
    ).toBe(true);
    expect(stdout).toContain(`\n\n${GOOD}`);
    expect(code).toBe(ExitCode.fine);
    expect((await json({ config: path })).script.timeoutSeconds).toBe(5);
    const other = await json({ config: path, timeout: 7, execPath: join(SCRIPTS, "banner.sh") });
    expect([other.script.timeoutSeconds, other.polls[0].state, other.config.path]).toEqual([
      7,
      "failed",
      "…/ossec.conf",
    ]);
  });

  it("says what it does not name, or cannot be read", async () => {
    const none = await test({ config: config("<enabled>yes</enabled>") });
    expect(none.stderr).toBe(
      "keypoll: …/ossec.conf has neither an exec_path nor a socket. Give the command line yourself, or see which settings apply: keypoll config …/ossec.conf.\n",
    );
    const five = await test({ config: config("<enabled>yes</enabled>"), release: "5.0" });
    expect(five.stderr).toBe(
      "keypoll: Wazuh 5.0 does not run poll scripts. The settings in …/ossec.conf have no effect there. To test for a 4.x manager, add --release 4.14. To replace key polling in 5.0, see keypoll reconcile --help.\n",
    );
    const broken = await test({ config: put("ossec.conf", "<ossec_config><auth>") });
    expect(broken.stderr).toMatch(
      /^keypoll: …\/ossec\.conf cannot be read: .* keypoll config …\/ossec\.conf says where\.\n$/,
    );
    expect((await test({ config: "/nowhere/ossec.conf" })).stderr).toMatch(
      /^keypoll: \/nowhere\/ossec\.conf does not/,
    );
    const off = await test({ config: config(`<enabled>no</enabled><exec_path>${ANSWERS}</exec_path>`) });
    expect(off.stdout).toMatch(/^With …\/ossec\.conf the manager sends no requests: /);
    expect(off.stdout).toMatch(/\nExit code 1: what is said about …\/ossec\.conf\.\n$/);
    expect(off.code).toBe(ExitCode.findings);
  });
});

describe("keypoll test --keys", () => {
  it("knows the agents of the file", async () => {
    const keys = put("client.keys", `001 web-01 any ${KEY.replace("0", "f")}\n`);
    const { stdout } = await test({ execPath: ANSWERS, keys });
    expect(stdout).toContain("  client.keys  - 001 web-01 any ••••••••\n");
    expect((await test({ execPath: ANSWERS, keys: "/nowhere" })).stderr).toMatch(
      /^keypoll: \/nowhere does not exist/,
    );
  });

  it("says that a manager exits with it", async () => {
    const keys = put("client.keys", `001 a any ${KEY}\n002 my ${KEY} any\n`);
    const { stderr } = await test({ execPath: ANSWERS, keys });
    expect(stderr).toMatch(
      /^…\/client\.keys: a manager with this file exits with ".*••••••••.*"; only the agents before that line are taken into account\. keypoll lint …\/client\.keys says more\.\n$/,
    );
  });
});

describe("keypoll test --raw", () => {
  it("keeps what was printed, for its owner only", async () => {
    const raw = join(folder, "a/raw");
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

  it("says if it cannot", async () => {
    const file = put("file", "");
    const run = await test({ execPath: ANSWERS, raw: join(file, "raw") });
    expect([run.code, run.stdout]).toEqual([ExitCode.couldNotRun, ""]);
    expect(run.stderr).toMatch(/^keypoll: .*…\/file\/raw.* Or name another folder with --raw\.\n$/);
  });
});

describe("keypoll test --start", () => {
  it("asks the daemon, then ends it", { timeout: 30_000 }, async () => {
    const socket = join(folder, "s");
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
    const run = await test({ socket: join(folder, "s"), start: `${SCRIPTS}dies.pl` });
    expect([run.code, run.stdout]).toEqual([ExitCode.couldNotRun, ""]);
    expect(run.stderr).toMatch(
      /^keypoll: The daemon cannot be tested\. .* \(exit code 255\)\. It wrote to standard error: Cannot connect to the database at .*line 5\.\n$/,
    );
    const silent = await test({ socket: join(folder, "s"), start: "false" });
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

describe("what keypoll test refuses", () => {
  it.each([
    [
      {},
      'There is no script to test. Give its command line, as in exec_path, for example keypoll test "python3 ./agent_key_pull.py" --id 001; or a suite, --socket, or --config.',
    ],
    [
      { execPath: " " },
      'The command line of the script is empty. Give the command line of exec_path, for example "python3 ./agent_key_pull.py".',
    ],
    [
      { execPath: "x", requests: [] },
      "There are no requests for the script. Name at least one agent, for example --id 001 or --ip 192.168.1.100.",
    ],
    [
      { execPath: "x", requests: [], torture: true },
      "Without an agent that the script must find, a script that always fails would pass. Name at least one agent that the script or daemon knows, for example --id 001.",
    ],
    [{ execPath: "x", case: ["y"] }, "--case needs --torture. Write both: --torture --case NAME."],
    [
      { execPath: "x", start: "y" },
      "--start needs the socket at which the daemon will listen. Add --socket PATH.",
    ],
    [
      { socket: "x", compare: true },
      "--compare needs a script to run. Give the command line, as in exec_path.",
    ],
    [
      { execPath: "x", requests: ["id:1", "ID:1"] },
      '"ID:1" is not a request. Write id:001 or ip:192.168.1.100: the selector in lower case, a colon, the value.',
    ],
  ])("%j", async (more, text) => {
    expect(await test(more)).toEqual({
      code: ExitCode.couldNotRun,
      stdout: "",
      stderr: `keypoll: ${text}\n`,
    });
  });

  it("an unknown release", async () => {
    expect((await test({ execPath: "x", release: "2.0" })).stderr).toMatch(
      /^keypoll: "2\.0" is not a Wazuh version/,
    );
  });
});

describe("keypoll answer", () => {
  const GOOD_ANSWER = `{"error":0,"data":{"id":"001","name":"web","ip":"any","key":"${KEY}"}}`;

  async function answer(text: string, more: Partial<AnswerOptions> = {}) {
    const terminal = collectingTerminal();
    const options = { path: put("output", text), request: "id:001", format: "text", ...more } as const;
    return shown(await checkAnswer(options, terminal), terminal);
  }

  it("says what the manager would do", async () => {
    expect(await answer(GOOD_ANSWER)).toEqual({
      code: ExitCode.fine,
      stdout: `✔ registered  id:001
  Agent '001' ('web') is added to client.keys.
  client.keys  + 001 web any ••••••••
  ossec.log    wazuh-authd: INFO: Agent key generated for agent 'web' (requested locally)

1 poll (Wazuh 4.14): 1 registered.
`,
      stderr: "",
    });
    const bad = await answer("no");
    expect([bad.code, bad.stdout.split("\n")[0]]).toEqual([
      ExitCode.findings,
      "✘ failed  id:001 · unreadable answer",
    ]);
    expect((await answer(GOOD_ANSWER, { verbose: true })).stdout).toContain(
      "  debug only   wazuh-authd: DEBUG: add(web)\n",
    );
  });

  it("has a report that names the file", async () => {
    const report = JSON.parse((await answer(GOOD_ANSWER, { format: "json", release: "4.9" })).stdout);
    expect(report).toMatchObject({
      command: "answer",
      ok: true,
      file: "…/output",
      notMade: [],
      cancelled: false,
    });
    expect(report.release).not.toBe("4.14");
  });

  it("knows the agents of --keys, and warns about the file", async () => {
    const keys = put("client.keys", `001 web any ${KEY}\n002 my name x\n`);
    const run = await answer(GOOD_ANSWER, { keys });
    expect(run.stderr).toMatch(/^…\/client\.keys: a manager with this file exits with /);
    expect(run.stdout).toContain("  client.keys  - 001 web any ••••••••\n");
  });

  it.each([
    [{ request: "x" }, /^keypoll: "x" is not a request\./],
    [{ release: "2.0" }, /^keypoll: "2\.0" is not a Wazuh version/],
    [{ keys: "/nowhere" }, /^keypoll: \/nowhere does not exist\./],
    [{ path: "/nowhere" }, /^keypoll: \/nowhere does not exist\./],
  ])("refuses %j", async (more, said) => {
    expect(await answer("", more)).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(said) });
  });
});
