/** Small parts of the stand-in: options of tools, passwords, states of agents, names in certificates, messages. */

import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type KeyEntry, newestRelease, readKeyFile } from "../../../core/manager/index.ts";
import type { ProgramRun } from "../../../core/poll/index.ts";
import { habitsOf } from "../../../core/registration/index.ts";
import { AgentStates } from "../../../stand-in/agent-states.ts";
import { type Exchange, portText, reportedWith } from "../../../stand-in/exchange.ts";
import { firstFrame, framed } from "../../../stand-in/frame.ts";
import { type ShownLine, StandInLog, stamp } from "../../../stand-in/log.ts";
import { readPassword } from "../../../stand-in/password.ts";
import { namesPeer } from "../../../stand-in/peer-name.ts";
import { environmentOf, filled } from "../../../stand-in/script-arguments.ts";
import { shownRun } from "../../../stand-in/script-run.ts";
import { readOptions } from "../../../stand-in/tools/options.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);

describe("the options of a tool", () => {
  it.each<[words: string, options: Readonly<Record<string, string>>]>([
    ["", {}],
    ["-l", { l: "" }],
    ["-lj", { l: "", j: "" }],
    ["-a 10.0.0.1 -n web", { a: "10.0.0.1", n: "web" }],
    ["-a10.0.0.1", { a: "10.0.0.1" }],
    ["-la any", { l: "", a: "any" }],
    ["-lnweb", { l: "", n: "web" }],
    ["-n one -n two", { n: "two" }],
    ["-n -l", { n: "-l" }],
    ["word -l word", { l: "" }],
    ["- -l", { l: "" }],
    ["-l -- -j", { l: "" }],
    ["a-l", {}],
  ])("in %j", (words, options) => {
    const read = readOptions("l j a: n:", words.split(" "));
    expect(read).toEqual({ options: new Map(Object.entries(options)) });
  });

  it.each([
    ["-x", "invalid option -- 'x'"],
    ["-lx", "invalid option -- 'x'"],
    ["-:", "invalid option -- ':'"],
    ["-l -", undefined],
    ["--help", "invalid option -- '-'"],
    ["-a", "option requires an argument -- 'a'"],
    ["-la", "option requires an argument -- 'a'"],
  ])("%j: %s", (words, problem) => {
    const read = readOptions("l j a: n:", words.split(" "));
    expect("problem" in read ? read.problem : undefined).toBe(problem);
  });
});

describe("the enrolment password", () => {
  const file = path.join(temporaryFolder(), "authd.pass");
  const [old, recent] = [habitsOf([4, 5, 0]), habitsOf([4, 6, 0])];
  const read = (text: string, habits = recent) => {
    writeFileSync(file, text, "latin1");
    return readPassword(file, true, habits);
  };
  const random = { kind: "random", text: expect.stringMatching(/^[0-9a-f]{32}$/) };

  it("is missing if nobody wants one, and new without a file", () => {
    expect(readPassword(file, false, recent)).toEqual({ kind: "none" });
    const missing = path.join(path.dirname(file), "none");
    expect(readPassword(missing, true, recent)).toEqual(random);
    expect(readPassword(missing, true, recent)).not.toEqual(readPassword(missing, true, recent));
  });

  it("is the first line of its file, byte for byte", () => {
    expect(read("secret\nmore\n")).toEqual({ kind: "file", text: "secret" });
    expect(read("secret")).toEqual({ kind: "file", text: "secret" });
    expect(read(" s\xfc \r\n")).toEqual({ kind: "file", text: " s\xfc \r" });
    expect(read(`${"x".repeat(5000)}\n`)).toEqual({ kind: "file", text: "x".repeat(4094) });
    expect(read("abc")).toEqual({ kind: "file", text: "abc" });
    expect(read("ab\n")).toEqual({ kind: "file", text: "ab" });
  });

  it("does not count if it is too short, and from 4.6 on an empty file ends the service", () => {
    expect(read("ab")).toEqual({ kind: "file", text: undefined });
    expect(read("a\n")).toEqual({ kind: "file", text: undefined });
    expect(read("\nmore\n")).toEqual({ kind: "file", text: undefined });
    for (const text of ["", "a", "\n"]) expect(read(text)).toEqual({ kind: "empty" });
    expect(read("", old)).toEqual(random);
    expect(read("a", old)).toEqual({ kind: "file", text: undefined });
  });
});

describe("the states of agents", () => {
  const at = (seconds: number) => {
    let now = 1_000_000_000;
    const states = new AgentStates(() => now);
    return { states, pass: () => (now += seconds * 1000) };
  };
  const DAY = 86_400;

  it.each([
    ["001=active", { status: "active", disconnectedFor: undefined, registeredFor: DAY }],
    ["001=active:2h", { status: "active", disconnectedFor: undefined, registeredFor: 7200 }],
    ["001=never_connected:5m", { status: "never_connected", disconnectedFor: undefined, registeredFor: 300 }],
    ["001=pending:7", { status: "pending", disconnectedFor: undefined, registeredFor: 7 }],
    ["001=disconnected", { status: "disconnected", disconnectedFor: 0, registeredFor: DAY }],
    ["001=disconnected:2h", { status: "disconnected", disconnectedFor: 7200, registeredFor: DAY }],
    ["001=disconnected:30s:1h", { status: "disconnected", disconnectedFor: 30, registeredFor: 3600 }],
    // An agent cannot have been disconnected before it was registered.
    ["001=disconnected:3d", { status: "disconnected", disconnectedFor: 3 * DAY, registeredFor: 3 * DAY }],
  ])("%s", (text, state) => {
    const { states } = at(0);
    expect(states.set(text)).toBeUndefined();
    expect(states.stateOf("001")).toEqual(state);
  });

  it.each([
    "",
    "001",
    "=active",
    "001=gone",
    "001=active:",
    "001=active:2w",
    "001=active:1:2:3",
    "001=active x",
    "x\n001=active=",
  ])("%j is not one", (text) => {
    expect(at(0).states.set(text)).toBe(
      `"${text}" is not an agent's state. Write ID=STATUS:TIME, for example 001=disconnected:2h. STATUS is never_connected, pending, active, disconnected.`,
    );
  });

  it("change with time, and with what agents do", () => {
    const { states, pass } = at(10);
    expect(states.stateOf("001")).toEqual({
      status: "never_connected",
      disconnectedFor: undefined,
      registeredFor: DAY,
    });
    states.registered("001");
    pass();
    expect(states.stateOf("001")).toMatchObject({ status: "never_connected", registeredFor: 10 });
    states.connected("001", true);
    pass();
    expect(states.stateOf("001")).toEqual({
      status: "active",
      disconnectedFor: undefined,
      registeredFor: 20,
    });
    states.connected("001", false);
    pass();
    expect(states.stateOf("001")).toEqual({ status: "disconnected", disconnectedFor: 10, registeredFor: 30 });
    expect(states.stateOf("002").registeredFor).toBe(DAY + 30);
  });
});

describe("a certificate", () => {
  const names = (subjectAltName: string, subject: string, peer: string) =>
    namesPeer({ subjectAltName, subject }, peer);

  it.each([
    ["DNS:web.example.com", "", "web.example.com", true],
    ["DNS:web.example.com", "", "WEB.Example.com", true],
    ["DNS:web.example.com", "", "web.example.com.", true],
    ["DNS:web.example.com", "", "example.com", false],
    ["DNS:*.example.com", "", "web.example.com", true],
    ["DNS:*.example.com", "", "a.web.example.com", false],
    ["DNS:web.*.com", "", "web.example.com", false],
    ["DNS:w*.example.com", "", "web.example.com", false],
    ["IP Address:10.0.0.1", "", "10.0.0.1", true],
    ["IP Address:10.0.0.1", "", "10.0.0.2", false],
    ["IP Address:FE80:0:0:0:0:0:0:1", "", "fe80::1", true],
    ["URI:web", "", "web", false],
    ["DNS:a, DNS:b, IP Address:10.0.0.1", "", "b", true],
    ["DNS:other", "CN=web", "web", true],
    ["", "O=x\nCN=web\nCN=db", "db", true],
    ["", "O=web", "web", false],
    ["", "XCN=web", "web", false],
    ["", "CN=-", "-", false],
    ["", "CN=a_b", "a_b", false],
    ["", `CN=${"a".repeat(63)}`, "a".repeat(63), true],
    ["", `CN=${"a".repeat(64)}`, "a".repeat(64), false],
    ["", `CN=${"a.".repeat(126)}a`, `${"a.".repeat(126)}a`, true],
    ["", `CN=${"a.".repeat(127)}a`, `${"a.".repeat(127)}a`, false],
  ])("with %j and %j names %s: %s", (alternatives, subject, peer, expected) => {
    expect(names(alternatives, subject, peer)).toBe(expected);
  });

  it("without any name names nobody", () => {
    expect(namesPeer({ subject: "", subjectAltName: undefined }, "web")).toBe(false);
  });
});

it("a message follows its length, and is read when it is complete", () => {
  const message = framed(Buffer.from("hello"));
  expect([...message.subarray(0, 5)]).toEqual([5, 0, 0, 0, 0x68]);
  for (let end = 0; end < message.length; end++) expect(firstFrame(message.subarray(0, end))).toBeUndefined();
  expect(firstFrame(message)?.toString()).toBe("hello");
  expect(firstFrame(Buffer.concat([message, message]))?.toString()).toBe("hello");
  expect(firstFrame(framed(Buffer.alloc(0)))?.length).toBe(0);
  expect(framed(Buffer.alloc(258)).subarray(0, 4)).toEqual(Buffer.from([2, 1, 0, 0]));
});

it("a script gets the stand-in's values in its arguments and in variables", () => {
  const values = {
    name: "web-01",
    host: "127.0.0.1",
    port: "1515",
    api: "https://127.0.0.1:55000",
    user: "wazuh",
    password: "pass",
    ca: "/ca.pem",
    keys: "/client.keys",
  };
  expect(filled("{name}@{host}:{port} {name} {api} {user}:{password} {ca} {keys} {nobody}", values)).toBe(
    "web-01@127.0.0.1:1515 web-01 https://127.0.0.1:55000 wazuh:pass /ca.pem /client.keys {nobody}",
  );
  const variables = {
    WAZUH_AGENT_NAME: "web-01",
    WAZUH_MANAGER: "127.0.0.1",
    WAZUH_REGISTRATION_SERVER: "127.0.0.1",
    WAZUH_REGISTRATION_PORT: "1515",
    WAZUH_REGISTRATION_CA: "/ca.pem",
    WAZUH_CA: "/ca.pem",
    WAZUH_API: "https://127.0.0.1:55000",
    WAZUH_API_USER: "wazuh",
    WAZUH_API_PASSWORD: "pass",
    WAZUH_API_CA: "/ca.pem",
    WAZUH_KEYS: "/client.keys",
  };
  expect(environmentOf(values, undefined)).toEqual(variables);
  expect(environmentOf(values, "enrol")).toEqual({ ...variables, WAZUH_REGISTRATION_PASSWORD: "enrol" });
});

describe("a run of a script", () => {
  const entriesOf = (...lines: readonly string[]): readonly KeyEntry[] =>
    readKeyFile(lines.map((line) => `${line}\n`).join(""), {
      release: newestRelease,
      passEmpty: true,
    }).records.map(({ entry }) => entry);
  const done = (more: Partial<ProgramRun> = {}): ProgramRun => ({
    end: { kind: "exit", code: 0 },
    obstacle: undefined,
    stdout: "",
    stderr: "",
    timedOut: false,
    cancelled: false,
    durationMs: 12,
    leftover: [],
    ...more,
  });
  const other = KEY.replaceAll("5a", "6b");

  it("adds and removes the records that differ by id or key", () => {
    const before = entriesOf(`001 web any ${KEY}`, `002 db any ${KEY}`, `003 kept any ${KEY}`);
    const after = entriesOf(
      `001 web any ${other}`,
      `003 kept 10.0.0.3 ${KEY}`,
      `004 schl\xc3\xbcssel 10.0.0.4 ${KEY}`,
    );
    expect(shownRun(done(), before, after)).toMatchObject({
      added: [
        { id: "001", name: "web", ip: "any" },
        { id: "004", name: "schlüssel", ip: "10.0.0.4" },
      ],
      removed: [
        { id: "001", name: "web", ip: "any" },
        { id: "002", name: "db", ip: "any" },
      ],
    });
  });

  it("prints a key as it is, or with its record in base64, and none is shown", () => {
    const after = entriesOf(`001 web any short-key`);
    const shown = (stdout: string, stderr = "") => shownRun(done({ stdout, stderr }), [], after);
    expect(shown("key: ", "short-key\n")).toMatchObject({ printsKey: true, output: "key: ••••••••\n" });
    const whole = btoa("001 web any short-key");
    expect(shown(`${whole} done`)).toMatchObject({ printsKey: true, output: "•••••••• done" });
    expect(shown("schl\xc3\xbcssel")).toMatchObject({ printsKey: false, output: "schlüssel" });
  });

  it.each<[more: Partial<ProgramRun>, end: string, exitCode: number | undefined]>([
    [{}, "exit code 0", 0],
    [{ end: { kind: "exit", code: 3 } }, "exit code 3", 3],
    [{ end: { kind: "signal", signal: "SIGSEGV" } }, "ended by SIGSEGV", undefined],
    [{ end: { kind: "signal", signal: "SIGTERM" }, timedOut: true }, "ended at the timeout", undefined],
    [{ end: { kind: "signal", signal: "SIGTERM" }, timedOut: true, cancelled: true }, "cancelled", undefined],
    [{ end: { kind: "not-started", reason: "no" } }, "not started", undefined],
    [{ end: { kind: "no-process", reason: "no" } }, "not started", undefined],
  ])("%j: %s", (more, end, exitCode) => {
    expect(shownRun(done(more), [], [])).toMatchObject({
      end,
      exitCode,
      obstacle: undefined,
      durationMs: 12,
    });
  });

  it("tells what was in its way", () => {
    const obstacle = { code: "missing", path: "/a", message: "There is no file /a." } as const;
    expect(shownRun(done({ obstacle }), [], []).obstacle).toBe("There is no file /a.");
  });
});

describe("the log", () => {
  function logging(debug = 0) {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, "ossec.log");
    const told: ShownLine[] = [];
    const log = new StandInLog({
      release: newestRelease,
      path: file,
      debug,
      onLine: (line) => told.push(line),
    });
    const lines = () => readFileSync(file, "utf8").replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /gm, "");
    return { log, told, lines, file };
  }

  it("has the lines of daemons and its own, without secrets, in a file of its user", () => {
    const { log, told, lines, file } = logging();
    log.hide("secret");
    log.hide("other");
    log.note(`the secret and the other, and ${KEY}`);
    log.note("careful", "warning");
    log.more("socket-output", "error", "more");
    expect(lines()).toBe(
      "stand-in: INFO: the •••••••• and the ••••••••, and ••••••••\nstand-in: WARNING: careful\nwazuh-authd: ERROR: more\n",
    );
    expect(log.hidden("a secret")).toBe("a ••••••••");
    expect(told.map(({ daemon, level, meaning }) => [daemon, level, meaning])).toEqual([
      ["stand-in", "info", undefined],
      ["stand-in", "warning", undefined],
      ["wazuh-authd", "error", undefined],
    ]);
    expect(statSync(file).mode & 0o027).toBe(0);
  });

  it("explains a message of a daemon, and leaves out what its level does not log", () => {
    const quiet = logging();
    quiet.log.say("remoted", "unknown-source", "10.0.0.1");
    expect(quiet.told).toMatchObject([
      {
        daemon: "wazuh-remoted",
        level: "warning",
        text: "(1213): Message from '10.0.0.1' not allowed. Cannot find the ID of the agent. Source agent ID is unknown.",
        meaning: expect.stringContaining("An agent sent no id"),
      },
    ]);
    quiet.log.write("authd", [
      { id: "socket-output", level: "debug1", text: "one" },
      { id: "socket-output", level: "debug2", text: "two" },
      { id: "socket-output", level: "info", text: "schl\xc3\xbcssel" },
    ]);
    expect(quiet.told.at(-1)).toMatchObject({
      level: "info",
      text: "schlüssel",
      meaning: expect.any(String),
    });
    expect(quiet.told.map(({ text }) => text)).not.toContain("one");
    const texts = [1, 2].map((debug) => {
      const { log, told } = logging(debug);
      log.write("remoted", [
        { id: "socket-output", level: "debug1", text: "one" },
        { id: "socket-output", level: "debug2", text: "two" },
      ]);
      return told.map(({ text }) => text);
    });
    expect(texts).toEqual([["one"], ["one", "two"]]);
  });

  it("has local times as the manager writes them", () => {
    expect(stamp(new Date(2026, 0, 2, 3, 4, 5))).toBe("2026/01/02 03:04:05");
    expect(stamp(new Date(2026, 11, 28, 15, 46, 25))).toBe("2026/12/28 15:46:25");
  });

  it("hides what an exchange must not show", () => {
    const { log } = logging();
    log.hide("hunter2");
    const told: Exchange[] = [];
    const tell = reportedWith(log, (exchange) => told.push(exchange));
    const base = { port: "REST API", from: "127.0.0.1" } as const;
    tell({ ...base, sent: "OSSEC PASS: wrong OSSEC A:'web'", answered: undefined });
    tell({ ...base, sent: "OSSEC PASS: wrong", answered: " a \r\n b\n" });
    tell({ ...base, sent: "Bearer eyJhbGci.eyJzdWIi.c2ln-_x", answered: `hunter2 ${KEY}` });
    tell({ ...base, sent: `${"x".repeat(2000)}`, answered: "- ".repeat(1001) });
    expect(told.map(({ sent, answered }) => [sent, answered])).toEqual([
      ["OSSEC PASS: •••••••• OSSEC A:'web'", undefined],
      ["OSSEC PASS: ••••••••", "a b"],
      ["Bearer ••••••••", "•••••••• ••••••••"],
      ["x".repeat(2000), `${"- ".repeat(1000)}…`],
    ]);
    expect(told[0]).toMatchObject({ ...base, at: expect.any(Date) });
    expect(reportedWith(log, undefined)({ ...base, sent: "a", answered: "b" })).toBeUndefined();
    expect((["registration service", "REST API", "local socket"] as const).map(portText)).toEqual([
      "registration service",
      "REST API",
      "local socket",
    ]);
  });
});
