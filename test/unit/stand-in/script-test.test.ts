/** Registration scripts at a stand-in: which runs they get, what they are given, and suites of them. */

import { mkdirSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type RegistrationSuite, readSuite } from "../../../core/suite/index.ts";
import {
  type RegistrationResult,
  runRegistrationSuite,
  type ScriptTest,
  type ScriptTestOptions,
  testRegistrationScript,
} from "../../../stand-in/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);

/** Enrols, and checks the certificate of the manager unless a variable forbids it. */
const ENROLLING = `
const { WAZUH_MANAGER: host, WAZUH_REGISTRATION_PORT: port, WAZUH_REGISTRATION_CA: ca, REJECT } = process.env;
const cert = require("node:fs").readFileSync(ca);
const options = { host, port, ca: cert, rejectUnauthorized: REJECT !== "no" };
let answer = "";
const socket = require("node:tls").connect(options, () => socket.write("OSSEC A:'" + process.argv[2] + "'\\n"));
socket.on("data", (bytes) => (answer += bytes));
socket.on("error", () => { console.error("no connection"); process.exit(2); });
socket.on("close", () => { if (!answer.startsWith("OSSEC K:")) { console.error("refused"); process.exitCode = 1; } });
`;

/** Adds an agent by the API, which has a certificate from 4.0 on. */
const BY_API = `
const [, , api, user, password, name] = process.argv;
const http = require(api.startsWith("https") ? "node:https" : "node:http");
const request = http.request(api + "/agents/" + name, { method: "PUT", auth: user + ":" + password, rejectUnauthorized: false });
request.on("error", () => process.exit(2)).on("response", (response) => response.resume()).end();
`;

/** Asks the local socket. */
const LOCAL = `
const socket = require("node:net").connect(process.env.WAZUH_HOME + "/queue/sockets/auth", () => {
  const text = Buffer.from('{"function":"get","arguments":{"id":"001"}}');
  const head = Buffer.alloc(4);
  head.writeUInt32LE(text.length);
  socket.write(Buffer.concat([head, text]));
});
socket.resume();
// manage_agents -l
`;

function folderWith(text: string, name = "register.cjs"): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), text, { mode: 0o700 });
  return folder;
}

type Given = Partial<ScriptTestOptions>;

async function attempt(text: string, more: Given = {}) {
  const folder = folderWith(text);
  return await testRegistrationScript({
    words: [process.execPath, path.join(folder, "register.cjs"), "{name}"],
    version: "4.14",
    name: "web-01",
    workingDirectory: folder,
    timeoutSeconds: 20,
    ...more,
  });
}

async function tested(text: string, more: Given = {}): Promise<ScriptTest> {
  const done = await attempt(text, more);
  if ("problem" in done) throw new Error(done.problem);
  return done;
}

/** A shell script, with its output in the first run. */
async function shell(text: string, words: readonly string[] = [], more: Given = {}): Promise<string> {
  const folder = folderWith(`#!/bin/sh\n${text}\n`, "register.sh");
  const options = { words: ["./register.sh", ...words], workingDirectory: folder, more: [], ...more };
  const { runs } = await tested("", options);
  return runs[0]?.output ?? "";
}

const titles = ({ runs }: ScriptTest): readonly string[] => runs.map(({ title }) => title);
const AGENT = { id: "001", name: "web-01", ip: "any" };

describe("a script", () => {
  it("is run once, again, and against another certificate", async () => {
    const heard: string[] = [];
    const done = await tested(ENROLLING, { onRun: ({ title }) => heard.push(title) });
    expect(
      done.runs.map(({ title, exitCode, output, added, removed }) => [
        title,
        exitCode,
        output,
        added,
        removed,
      ]),
    ).toEqual([
      ["first run", 0, "", [AGENT], []],
      ["second run", 1, "refused\n", [], []],
      ["other certificate", 2, "no connection\n", [], []],
    ]);
    expect(heard).toEqual(titles(done));
    expect(done.cancelled).toBe(false);
    const asked = done.runs.map(({ exchanges }) => exchanges.map(({ port, sent }) => `${port}: ${sent}`));
    const one = ["registration service: OSSEC A:'web-01'"];
    expect(asked).toEqual([one, one, []]);
    expect(done.runs[0]?.log.map(({ text }) => text).join("\n")).toContain(
      "Agent key generated for 'web-01'",
    );
    expect(done.runs[1]?.log.map(({ text }) => text).join("\n")).toContain("Duplicate name 'web-01'");
    expect(done.runs[2]?.log.some(({ text }) => text.includes("web-01"))).toBe(false);
    expect(done.findings.map(({ rule }) => rule)).toEqual(["agent-not-replaced"]);
  });

  it("leaves nothing behind", async () => {
    const { TMPDIR: before } = process.env;
    const folder = temporaryFolder();
    process.env["TMPDIR"] = folder;
    try {
      await tested(ENROLLING, {
        onRun: () => expect(readdirSync(folder).join()).toContain("keypoll-register-"),
      });
    } finally {
      if (before === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = before;
    }
    expect(readdirSync(folder).filter((each) => !each.startsWith("keypoll-test-"))).toEqual([]);
  });

  it("that checks no certificate is found by the last run", async () => {
    const done = await tested(ENROLLING, { environment: { REJECT: "no" } });
    expect(done.runs.map(({ added }) => added.length)).toEqual([1, 0, 1]);
    expect(done.findings.map(({ rule }) => rule)).toContain("certificate-not-checked");
  });

  it("gets only the runs that are wanted", async () => {
    expect(titles(await tested(ENROLLING, { more: [] }))).toEqual(["first run"]);
    expect(titles(await tested(ENROLLING, { more: ["second run"] }))).toEqual(["first run", "second run"]);
    const other = await tested(ENROLLING, { more: ["other certificate"] });
    expect(titles(other)).toEqual(["first run", "other certificate"]);
  });

  const words = [process.execPath, "register.cjs", "{api}", "{user}", "{password}", "{name}"];

  it.each<[what: string, version: string, text: string, given: Given, other: boolean]>([
    ["the registration service of 3.x", "3.13.6", ENROLLING, {}, true],
    ["the API of 4.x", "4.14", BY_API, { words }, true],
    ["the API of 3.x, which has no TLS", "3.13.6", BY_API, { words }, false],
    ["nothing, maybe because of TLS", "4.14", "", {}, true],
    ["nothing of 3.x", "3.13.6", "", {}, false],
    ["the local socket", "4.14", LOCAL, {}, false],
  ])("that reached %s is tried with another certificate: %s", async (_what, version, text, given, other) => {
    const done = await tested(text, { version, more: ["other certificate"], ...given });
    expect(titles(done)).toEqual(["first run", ...(other ? ["other certificate"] : [])]);
  });
});

describe("what a script is given", () => {
  it("is the manager in its arguments", async () => {
    const names = ["name", "host", "port", "api", "user", "password", "ca", "keys"];
    const output = await shell(
      'for word in "$@"; do echo "$word"; done; pwd',
      names.map((name) => `{${name}}`),
      {
        name: "schl\u00fcssel",
      },
    );
    const lines = output.split("\n");
    expect(lines.slice(0, 2)).toEqual(["schlüssel", "127.0.0.1"]);
    expect(lines[2]).toMatch(/^\d+$/);
    expect(lines[3]).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(lines.slice(4, 6)).toEqual(["wazuh", "wazuh"]);
    expect(lines[6]).toMatch(/\/manager\/etc\/sslmanager\.cert$/);
    expect(lines[7]).toMatch(/\/manager\/agent\/etc\/client\.keys$/);
    expect(lines[8]).toBe(realpathSync(path.dirname(path.join(lines[8] ?? "", "x"))));
    expect(await shell('echo "$1"', ["{api}"], { version: "3.13.6" })).toMatch(/^http:\/\/127/);
  });

  it("is the manager in variables, which others override", async () => {
    const environment = { WAZUH_API_USER: "me", OTHER: "x" };
    const given = 'echo "$WAZUH_MANAGER $WAZUH_API_USER $OTHER $WAZUH_REGISTRATION_PASSWORD"';
    const contents = { password: "secret77" };
    expect(await shell(given, [], { environment, contents })).toMatch(/^127\.0\.0\.1 me x .+\n$/);
  });

  it("are the tools of the agent or the manager first, by its text", async () => {
    const place = 'echo "$WAZUH_HOME"; echo "$PATH" | cut -d: -f1';
    const [agent = "", bin] = (await shell(place)).split("\n");
    expect([agent.endsWith("/manager/agent"), bin]).toEqual([true, `${agent}/bin`]);
    const [home = "", own] = (await shell(`${place}\n# manage_agents -l`)).split("\n");
    expect([home.endsWith("/manager"), own]).toEqual([true, `${home}/bin`]);
  });

  it("is a manager with these agents, states and host name", async () => {
    const { runs } = await tested(ENROLLING, {
      contents: { keys: `001 web-01 any ${KEY}\n` },
      agentStates: ["001=disconnected:2h"],
      more: [],
    });
    expect(runs[0]?.removed).toEqual([AGENT]);
    const boss = await tested(ENROLLING, { hostName: "web-01", more: [] });
    expect([boss.runs[0]?.added, boss.runs[0]?.exitCode]).toEqual([[], 1]);
  });
});

describe("a script that does not end well", () => {
  it("is ended at its timeout", async () => {
    const { runs } = await tested("setTimeout(() => undefined, 60000)", { timeoutSeconds: 1, more: [] });
    expect(runs).toMatchObject([{ end: "ended at the timeout", exitCode: undefined }]);
  });

  it("is not tried again if it cannot be started", async () => {
    const done = await tested("", { words: ["/no/such/program"] });
    expect(titles(done)).toEqual(["first run"]);
    expect(done.findings.map(({ rule }) => rule)).toEqual(["script-not-started"]);
  });

  it("is cancelled, with no further run", async () => {
    const stop = new AbortController();
    const waiting = tested("setTimeout(() => undefined, 60000)", { signal: stop.signal });
    setTimeout(() => stop.abort(), 400);
    const done = await waiting;
    expect(done.cancelled).toBe(true);
    expect(done.runs.length).toBeLessThan(2);
    const never = await tested("", { signal: AbortSignal.abort() });
    expect([never.cancelled, never.runs]).toEqual([true, []]);
  });

  it("has no manager with a wrong version or state", async () => {
    expect(await attempt("", { version: "9.x" })).toEqual({ problem: '"9.x" is not a version of Wazuh.' });
    expect(await attempt("", { agentStates: ["x"] })).toEqual({
      problem: expect.stringMatching(/^"x" is not an agent's state\./),
    });
  });
});

function suiteOf(members: object): RegistrationSuite {
  const reading = readSuite(JSON.stringify({ registration: "node register.cjs {name}", ...members }));
  if (reading.kind !== "registration") throw new Error(JSON.stringify(reading));
  return reading.suite;
}

async function suite(
  members: object,
  options: Parameters<typeof runRegistrationSuite>[2] = {},
  text = ENROLLING,
) {
  const folder = folderWith(text);
  writeFileSync(path.join(folder, "client.keys"), `001 schl\xfcssel any ${KEY}\n`, "latin1");
  const environment = { PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin` };
  return await runRegistrationSuite(suiteOf({ environment, ...members }), folder, options);
}

const states = (results: readonly RegistrationResult[]): readonly string[] =>
  results.map(({ index, state }) => `${index} ${state}`);

describe("a suite", () => {
  it("has a manager for each sample, and only the runs that its expectation needs", async () => {
    const started: number[] = [];
    const ended: number[] = [];
    const results = await suite(
      {
        samples: [
          { register: "web-01", expect: { registered: { id: "001" } } },
          { register: "web-01", expect: { registered: { id: "001" }, second_run: "unchanged" } },
          { register: "web-01", expect: { findings: [] } },
          { register: "web-01", expect: { exit_code: 9 } },
        ],
      },
      { onStart: (index) => started.push(index), onResult: ({ index }) => ended.push(index) },
    );
    expect(states(results)).toEqual(["0 passed", "1 passed", "2 passed", "3 failed"]);
    expect(results.map(({ test }) => test?.runs.length)).toEqual([1, 2, 3, 1]);
    expect([started, ended]).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
    expect(results[3]?.comparison?.matched).toBe(false);
    for (const { durationMs, test, obstacle } of results) {
      expect(durationMs).toBe(test?.runs.reduce((sum, run) => sum + run.durationMs, 0));
      expect([durationMs > 0, obstacle]).toEqual([true, undefined]);
    }
  });

  it("runs the samples that are wanted", async () => {
    const samples = ["a1", "b1", "c1"].map((register) => ({ register, expect: { registered: {} } }));
    expect(states(await suite({ samples }, { samples: [2, 7] }))).toEqual(["2 passed"]);
    expect(await suite({ samples }, { samples: [] })).toEqual([]);
  });

  it("begins with its agents, its states and its force options", async () => {
    const results = await suite({
      client_keys: "client.keys",
      agent_states: ["001=disconnected:2h"],
      samples: [{ register: "web-01", expect: { registered: { id: "002" } } }],
    });
    expect(states(results)).toEqual(["0 passed"]);
    const old = await suite({
      release: "4.2",
      force: { force_insert: true },
      samples: [{ register: "web-01", expect: { registered: { id: "001" } } }],
    });
    expect(old.map(({ state, obstacle }) => [state, obstacle])).toEqual([["passed", undefined]]);
  });

  it("runs in the folder that it names", async () => {
    const text = "require('node:fs').writeFileSync('here', ''); process.exitCode = 4;";
    const folder = folderWith(text);
    mkdirSync(path.join(folder, "inner"));
    const sample = { register: "web-01", expect: { exit_code: 4 } };
    const environment = { PATH: path.dirname(process.execPath) };
    const base = { environment, samples: [sample] };
    const at = (members: object) => runRegistrationSuite(suiteOf({ ...base, ...members }), folder);
    expect(states(await at({}))).toEqual(["0 passed"]);
    expect(readdirSync(folder)).toContain("here");
    const inner = { registration: "node ../register.cjs", working_directory: "inner" };
    expect(states(await at(inner))).toEqual(["0 passed"]);
    expect(readdirSync(path.join(folder, "inner"))).toEqual(["here"]);
  });

  it("cannot be run without its files, or with a manager that does not start", async () => {
    const samples = [{ register: "web-01" }, { register: "web-02" }];
    const missing = await suite({ client_keys: "none.keys", samples });
    expect(missing).toMatchObject(
      [0, 1].map((index) => ({
        index,
        state: "errored",
        test: undefined,
        comparison: undefined,
        durationMs: 0,
        obstacle: expect.stringMatching(
          /^client_keys of the suite cannot be read: ENOENT.*\. Check none\.keys\.$/,
        ),
      })),
    );
    const [unknown] = await suite({ registration: "./none.sh", samples: [{ register: "web-01" }] });
    expect(unknown).toMatchObject({ state: "errored", obstacle: expect.stringContaining("none.sh") });
    const [later] = await suite({ release: "5.0", samples: [{ register: "web-01" }] });
    expect(later).toMatchObject({ state: "errored", obstacle: expect.stringContaining("cannot act as") });
  });

  it("is cancelled between two samples, or in one", async () => {
    const samples = [{ register: "a1", expect: { registered: {} } }, { register: "b1" }];
    const stop = new AbortController();
    const results = await suite({ samples }, { signal: stop.signal, onResult: () => stop.abort() });
    expect(states(results)).toEqual(["0 passed", "1 cancelled"]);
    expect(results[1]).toMatchObject({ test: undefined, durationMs: 0 });
    const early = new AbortController();
    const within = await suite(
      { samples },
      { signal: early.signal, onStart: () => setTimeout(() => early.abort(), 400) },
      "setTimeout(() => undefined, 60000)",
    );
    expect(states(within)).toEqual(["0 cancelled", "1 cancelled"]);
  });
});
