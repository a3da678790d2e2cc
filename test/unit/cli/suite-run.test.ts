/** `keypoll test SUITE` and `keypoll init` inside the process, and a suite among checked files. */

import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type InitOptions, initSuite } from "../../../cli/suite/init-suite.ts";
import { loadSuite } from "../../../cli/suite/load-suite.ts";
import { suiteChecker } from "../../../cli/suite/suite-checker.ts";
import { pollEngine, registrationEngine } from "../../../cli/suite/suite-engine.ts";
import { type TestSuiteOptions, testSuite } from "../../../cli/suite/test-suite.ts";
import { defaultLintSettings, type LintSettings } from "../../../core/lint/settings.ts";
import { readSuite } from "../../../core/suite/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { KeptTerminal } from "./looks.ts";

const KEY = "0123456789abcdef".repeat(4);
const SCRIPT = `case "$2" in
001) echo '{"error":0,"data":{"id":"001","name":"web-01","ip":"any","key":"${KEY}"}}';;
005|006) exit 3;;
*) echo '{"error":4,"message":"No such agent"}';;
esac
`;

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  put("poll.sh", SCRIPT);
});

function put(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
const suiteOf = (samples: readonly object[], more: object = {}, name = "a.keypoll.json"): string =>
  put(
    name,
    JSON.stringify({ exec_path: "sh ./poll.sh", working_directory: ".", ...more, samples }, undefined, 1),
  );

const hit = { request: "id:001", expect: { registered: { name: "web-01" } }, tags: ["hit", "some"] };
const wrong = { request: "id:002", expect: { registered: true }, note: "A note." };
const miss = { request: "id:003", expect: { error: 4 }, tags: ["miss"] };

async function run(options: Partial<TestSuiteOptions> & Pick<TestSuiteOptions, "suite">) {
  const terminal = new KeptTerminal();
  const code = await testSuite({ tags: [], format: "text", ...options }, terminal);
  const { stdout, stderr } = terminal;
  return { code, stdout: stdout.replace(/· \d+ ms/g, "· TIME"), stderr: stderr.replaceAll(folder, "FOLDER") };
}
const heads = (stdout: string): string[] => stdout.split("\n").filter((line) => /^[✔✘!○] /.test(line));

describe("a suite", () => {
  it("prints its samples in their order, and the summary", async () => {
    const { code, stdout, stderr } = await run({ suite: suiteOf([hit, wrong, miss]), jobs: 3 });
    expect([code, stderr]).toEqual([1, ""]);
    expect(heads(stdout)).toEqual([
      "✔ passed     id:001 · registered · TIME · hit, some",
      "✘ failed     id:002 · registered · TIME",
      "✔ passed     id:003 · error answer 4 · TIME · miss",
    ]);
    expect(stdout).toContain("\n  note         A note.\n");
    expect(stdout).toMatch(
      /\n3 samples \(Wazuh 4\.14\): 2 passed, 1 failed\.\nExit code 1: 1 sample failed\.\n$/,
    );
  });

  it("that passes is short, unless all is to be said", async () => {
    const suite = suiteOf([hit]);
    expect(await run({ suite })).toEqual({
      code: 0,
      stderr: "",
      stdout: "✔ passed     id:001 · registered · TIME · hit, some\n1 sample (Wazuh 4.14): 1 passed.\n",
    });
    expect((await run({ suite, verbose: true })).stdout).toMatch(/TIME · hit, some\n {2}\S/);
  });

  it("runs the samples with one of the tags", async () => {
    const suite = suiteOf([hit, wrong, miss]);
    expect(heads((await run({ suite, tags: ["miss", "some"] })).stdout)).toHaveLength(2);
    expect(heads((await run({ suite, tags: ["some"] })).stdout)).toEqual([expect.stringContaining("id:001")]);
    expect(await run({ suite, tags: ["mis", "hi"] })).toEqual({
      code: 2,
      stdout: "",
      stderr: "keypoll: No sample has the tag mis or hi. Add a sample, or check the spelling of the tag.\n",
    });
  });

  it("explains a problem once, unless all is to be said", async () => {
    const failing = [5, 6].map((number) => ({ request: `id:00${number}`, expect: { registered: true } }));
    const suite = suiteOf(failing);
    const same = "\n  The same problem as id:005.\n";
    expect((await run({ suite })).stdout.split(same)).toHaveLength(2);
    expect((await run({ suite, verbose: true })).stdout).not.toContain(same);
  });

  it("prints only its report in another format", async () => {
    const { code, stdout } = await run({ suite: suiteOf([hit, wrong]), format: "json" });
    const report = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(report).toMatchObject({
      command: "test-suite",
      release: "4.14",
      cancelled: false,
      totals: { samples: 2 },
    });
    expect(report).not.toHaveProperty("coverage");
    expect(report.samples).toMatchObject([
      { request: "id:001", state: "passed", column: 3, tags: ["hit", "some"], differences: [] },
      { request: "id:002", state: "failed", note: "A note.", poll: { title: expect.any(String) } },
    ]);
    expect(report.samples[0]).not.toHaveProperty("note");
    expect(report.samples[0].line).toBeLessThan(report.samples[1].line);
  });

  it("says what its surroundings are before it runs", async () => {
    const { stderr } = await run({ suite: suiteOf([hit], { release: "4.0" }) });
    expect(stderr).toBe("");
    const poll = readSuite(
      JSON.stringify({ exec_path: "sh ./poll.sh", client_keys: "stops.keys", samples: [hit] }),
    );
    put("stops.keys", `001 web 10.0.0.300 ${KEY}\n`);
    if (poll.kind !== "suite") throw new Error(poll.kind);
    const terminal = new KeptTerminal();
    const engine = await pollEngine(poll.suite, join(folder, "a.keypoll.json"), terminal);
    const said = await run({ suite: suiteOf([miss], { client_keys: "stops.keys" }) });
    expect(said.stderr.replaceAll("FOLDER", folder)).toBe(
      (engine?.remarks ?? []).map((each) => `${each}\n`).join(""),
    );
    expect(engine?.remarks.length).toBeGreaterThan(0);
  });
});

describe("a suite that is not run", () => {
  it("shows at most five of its problems, each with its place", async () => {
    const samples = [1, 2, 3, 4, 5, 6, 7].map((number) => ({ request: `nothing:${number}` }));
    const { code, stdout, stderr } = await run({ suite: suiteOf(samples) });
    expect([code, stdout]).toEqual([2, ""]);
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(6);
    for (const line of lines.slice(0, 5))
      expect(line).toMatch(/^FOLDER\/a\.keypoll\.json:\d+:\d+: .*request/);
    expect(lines[0]).toMatch(/^FOLDER\/a\.keypoll\.json:6:15: /);
    expect(lines[5]).toBe(
      "keypoll: FOLDER/a.keypoll.json is not a valid suite, so nothing was run; there are 2 more problems. Fix it. An editor that reads schemas/suite.schema.json explains every member.",
    );
    const five = await run({ suite: suiteOf(samples.slice(0, 5)) });
    expect(five.stderr).toContain("is not a valid suite, so nothing was run. Fix it.");
  });

  it("says why", async () => {
    expect(await run({ suite: join(folder, "none.keypoll.json") })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^keypoll: FOLDER\/none\.keypoll\.json does not exist\./),
    });
    const missing = await run({ suite: suiteOf([hit], { client_keys: "none.keys" }) });
    expect([missing.code, missing.stdout]).toEqual([2, ""]);
    expect(missing.stderr).toMatch(/^keypoll: .*none\.keys/);
    const gone = await run({ suite: suiteOf([hit], { exec_path: "./none.sh" }) });
    expect(gone.code).toBe(2);
    expect(gone.stdout).toMatch(
      /^! errored {4}id:001 [^\n]*\n[\s\S]*\n {2}not run {6}There is no file .*none\.sh\. Check/,
    );
    expect(gone.stdout).toMatch(/\nExit code 2: 1 sample could not be run\.\n$/);
  });

  it("is for a registration script where polls are needed", async () => {
    const text = JSON.stringify({
      registration: "sh ./r.sh",
      samples: [{ register: "web", expect: { registered: true } }],
    });
    const terminal = new KeptTerminal();
    expect(await loadSuite(put("r.keypoll.json", text), terminal)).toBeUndefined();
    expect(terminal.stderr).toMatch(/^keypoll: .*r\.keypoll\.json: This suite is for a registration script/);
    const other = new KeptTerminal();
    const opened = await loadSuite(suiteOf([hit]), other);
    expect([opened?.suite.samples.length, other.stderr]).toEqual([1, ""]);
  });
});

describe("the lines that samples run", () => {
  const PYTHON = `import sys
if sys.argv[2] == "003":
    print('{"error":4,"message":"no"}')
else:
    raise SystemExit(1)
`;
  const suite = (): string => {
    put("poll.py", PYTHON);
    return suiteOf([miss], { exec_path: "python3 ./poll.py" });
  };

  it("are in the report, and in a file for lcov", async () => {
    const path = join(folder, "poll.py");
    const { code, stdout } = await run({ suite: suite(), coverage: true });
    expect([code, stdout]).toEqual([
      0,
      `✔ passed     id:003 · error answer 4 · TIME · miss
  coverage     ${path}: 3 of 4 lines ran (75 %)
               no sample ran line 5
1 sample (Wazuh 4.14): 1 passed.
`,
    ]);
    const lcov = join(folder, "lcov.info");
    const json = await run({ suite: suite(), lcov, format: "json" });
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout).coverage).toMatchObject({ covered: true, files: [{ path, notRun: [5] }] });
    expect(readFileSync(lcov, "utf8")).toContain("DA:3,1\nDA:5,0\n");
  });

  it("cannot be recorded, and then there is no file", async () => {
    const lcov = join(folder, "lcov.info");
    const { code, stdout, stderr } = await run({ suite: suiteOf([miss]), lcov });
    expect([code, existsSync(lcov)]).toEqual([2, false]);
    expect(stdout).toMatch(/\n {2}not covered {2}No environment variable/);
    expect(stderr).toMatch(/^keypoll: FOLDER\/lcov\.info was not written/);
    expect((await run({ suite: suiteOf([miss]), coverage: true })).code).toBe(0);
  });
});

describe("a suite for a registration script", () => {
  const registration = (samples: readonly object[]): string =>
    put(
      "r.keypoll.json",
      JSON.stringify({ registration: "sh ./register.sh {name}", working_directory: ".", samples }),
    );

  it("runs the script, and says what it did", async () => {
    put("register.sh", "echo no\nexit 3\n");
    const suite = registration([
      { register: "web", expect: { registered: false, exit_code: 3 } },
      { register: "db", expect: { registered: true } },
    ]);
    const { code, stdout } = await run({ suite });
    expect(code).toBe(1);
    expect(heads(stdout)).toEqual([
      expect.stringMatching(/^✔ passed {5}web · .* · TIME$/),
      expect.stringMatching(/^✘ failed {5}db · registered.* · TIME$/),
    ]);
    expect(stdout).toContain("First run  exit code 3");
    expect(stdout).toContain("\n  printed      no\n");
    const json = JSON.parse((await run({ suite, format: "json", coverage: true })).stdout);
    expect(json.samples[0]).toMatchObject({ request: "web", registration: { runs: [{ exitCode: 3 }] } });
    expect(json.coverage).toEqual({
      covered: false,
      reason:
        "Key Poll records the lines of poll scripts only, and this is a suite for a registration script.",
    });
    expect(json).toMatchObject({ release: "4.14", remarks: [] });
  });

  it("says what it is doing", async () => {
    put("register.sh", "exit 0\n");
    const text = readFileSync(registration([{ register: "web", expect: { registered: false } }]), "utf8");
    const reading = readSuite(text);
    if (reading.kind !== "registration") throw new Error(reading.kind);
    const engine = registrationEngine(reading.suite, join(folder, "r.keypoll.json"));
    const said: string[] = [];
    const usual = { concurrency: 1, signal: new AbortController().signal, coverage: false };
    const onStart = (what: string): void => void said.push(what);
    expect(await engine.run({ ...usual, samples: [0], onStart, onResult: () => {} })).toBeUndefined();
    const polls = readSuite(readFileSync(suiteOf([hit, miss]), "utf8"));
    if (polls.kind !== "suite") throw new Error(polls.kind);
    const other = await pollEngine(polls.suite, join(folder, "a.keypoll.json"), new KeptTerminal());
    expect(await other?.run({ ...usual, samples: [1], onStart, onResult: () => {} })).toBeUndefined();
    expect(said).toEqual(["registering web", "asking for id:003"]);
  });
});

async function init(options: Partial<InitOptions>) {
  const terminal = new KeptTerminal();
  const code = await initSuite({ script: join(folder, "poll.sh"), ...options }, terminal);
  return { code, stdout: terminal.stdout, stderr: terminal.stderr };
}

describe("init", () => {
  it("writes a suite beside the script, with the agents of a client.keys", async () => {
    const keys = put("client.keys", `001 web-01 10.0.0.1 ${KEY}\n`);
    const file = join(folder, "poll.keypoll.json");
    const made = await init({ keys });
    const suite = JSON.parse(readFileSync(file, "utf8"));
    expect(made).toEqual({
      code: 0,
      stderr: "",
      stdout: `${file}: ${suite.samples.length} samples. Check them, then run: keypoll test ${file}\n`,
    });
    expect(suite).toMatchObject({
      exec_path: "sh ./poll.sh",
      client_keys: "./client.keys",
    });
    expect(suite.samples.slice(0, 2)).toMatchObject([
      { request: "id:001", expect: { registered: { name: "web-01" } } },
      { request: "ip:10.0.0.1" },
    ]);
    expect(suite).not.toHaveProperty("release");
  });

  it("prints it, with another command line and release", async () => {
    const { code, stdout, stderr } = await init({ output: "-", execPath: "/opt/x.sh", release: "4.3" });
    expect([code, stderr]).toEqual([0, ""]);
    const suite = JSON.parse(stdout);
    expect(suite).toMatchObject({ exec_path: "/opt/x.sh", release: "4.3" });
    expect(suite).not.toHaveProperty("client_keys");
    expect(existsSync(join(folder, "poll.keypoll.json"))).toBe(false);
  });

  it("replaces a file only if told to", async () => {
    const output = put("mine.keypoll.json", "mine");
    expect(await init({ output })).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^keypoll: .*mine\.keypoll\.json .* Add --overwrite to replace it, or --output for another name\.\n$/,
      ),
    });
    expect(readFileSync(output, "utf8")).toBe("mine");
    expect((await init({ output, overwrite: true })).code).toBe(0);
    expect(readFileSync(output, "utf8")).toContain("samples");
    expect(existsSync(`${output}.bak`)).toBe(false);
  });

  it("is for the kind of script", async () => {
    const script = put(
      "register.sh",
      `#!/bin/sh\n# keypoll: registration script\ncurl -s -u user:pass -X POST "https://manager:55000/agents?name=$1"\n`,
    );
    chmodSync(script, 0o755);
    const { stdout } = await init({ script, output: "-" });
    expect(JSON.parse(stdout)).toMatchObject({
      registration: expect.stringContaining("register.sh"),
      samples: [{ register: "web-01" }, { register: "web-01" }, { register: "a name with blanks" }],
    });
  });

  it.each<[() => Partial<InitOptions>, RegExp]>([
    [() => ({ release: "2.0" }), /^keypoll: "2\.0" is not a Wazuh version/],
    [() => ({ script: join(folder, "none.sh") }), /^keypoll: .*none\.sh does not exist\./],
    [() => ({ keys: join(folder, "none.keys") }), /^keypoll: .*none\.keys does not exist\./],
  ])("is refused", async (options, said) => {
    const { code, stdout, stderr } = await init(options());
    expect(stderr).toMatch(said);
    expect([code, stdout]).toEqual([2, ""]);
  });
});

describe("a suite among checked files", () => {
  const text =
    '{\n  "exec_path": "x",\n  "sampls": [],\n  "samples": [\n    { "request": 1,\n      "x": 2 }\n  ]\n}\n';
  const settings = defaultLintSettings;
  const checked = (given: LintSettings, content = text) =>
    suiteChecker(given).check("a.keypoll.json", content);

  it("has its problems as findings", async () => {
    const { findings, ...rest } = await checked(settings);
    expect(rest).toEqual({
      path: "a.keypoll.json",
      kind: "suite",
      agents: 0,
      totals: { error: findings.length, warning: 0, information: 0, hint: 0 },
    });
    expect(findings[0]).toEqual({
      rule: "suite-refused",
      severity: "error",
      message: expect.stringContaining('"sampls" is unknown here'),
      line: 3,
      column: 3,
      endColumn: 11,
      related: [],
      excerpt: { text: '  "sampls": [],', start: 2, end: 10 },
      fixes: [],
      page: "https://github.com/keypoll/keypoll/blob/main/docs/rules/suite-refused.md",
    });
    expect(findings.length).toBeGreaterThan(1);
  });

  it("has none if it is right, or if the rule is off", async () => {
    const fine = JSON.stringify({ exec_path: "x", samples: [{ request: "id:1", expect: { error: 4 } }] });
    expect((await checked(settings, fine)).findings).toEqual([]);
    const off = await checked({ ...settings, severities: { "suite-refused": "off" } });
    expect([off.findings, off.totals.error]).toEqual([[], 0]);
    const hint = await checked({ ...settings, severities: { "suite-refused": "hint" } });
    expect(hint.totals.hint).toBe(hint.findings.length);
    expect(hint.findings[0]?.severity).toBe("hint");
  });
});
