/** The local socket of the registration service: each request, its reply, the log, and the agents after it. */

import { describe, expect, it } from "vitest";
import {
  type AgentState,
  defaultSettings,
  ManagerLog,
  type ManagerSettings,
  readKeyFile,
  releaseFor,
} from "../../../core/manager/index.ts";
import { answerLocally, keyHash, serviceOf } from "../../../core/registration/index.ts";

const KEY = "0123456789abcdef".repeat(4);
const NEW_KEY = "fedcba9876543210".repeat(4);
const FILE = `001 web 10.0.0.1 ${KEY}\n`;
const AWAY: AgentState = { status: "disconnected", disconnectedFor: 7200, registeredFor: 9e6 };

function sent(request: unknown, version = "4.14.7", manager: Partial<ManagerSettings> = {}) {
  const release = releaseFor(version);
  if (release === undefined) throw new Error(version);
  const service = serviceOf(version, {
    newKey: () => NEW_KEY,
    hasGroup: (name) => ["a", "b"].includes(name),
    manager: { ...defaultSettings(release), hostName: "mgr", stateOf: () => AWAY, ...manager },
  });
  if (service === undefined) throw new Error(version);
  const { store } = readKeyFile(FILE, { release, passEmpty: true });
  const log = new ManagerLog(release);
  const text = typeof request === "string" ? request : JSON.stringify(request);
  const done = answerLocally(text, store, service, log);
  const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);
  return {
    reply: done.reply,
    added: done.added,
    removed: ids(done.removed),
    file: store.write(),
    log: log.lines.map(({ level, text: line }) => `${level}: ${line}`),
  };
}

const add = (given: object) => ({ function: "add", arguments: given });
const NEW = { name: "db", ip: "any" };
const error = (code: number, message: string): string => `{"error":${code},"message":"${message}"}`;

describe("a malformed request", () => {
  it.each<[unknown, number, string, readonly string[]]>([
    ["{", 9002, "Parsing JSON input", []],
    ["", 9002, "Parsing JSON input", []],
    ["{}", 9003, "No such function", []],
    ['{"arguments":{}}', 9003, "No such function", []],
    [
      '{"function":"list","arguments":{}}',
      9001,
      "Internal error",
      ["error: at local_dispatch(): response is null."],
    ],
    [
      '{"function":"","arguments":{}}',
      9001,
      "Internal error",
      ["error: at local_dispatch(): response is null."],
    ],
    ['{"function":"add"}', 9004, "No such argument", []],
    ['{"function":"get"}', 9004, "No such argument", []],
    ['{"function":"remove"}', 9004, "No such argument", []],
    [add({}), 9005, "No such name", []],
    [add({ ip: "any" }), 9005, "No such name", []],
    [add({ name: "db" }), 9006, "No such IP", []],
    ['{"function":"get","arguments":{}}', 9010, "No such agent ID", []],
    ['{"function":"remove","arguments":{}}', 9010, "No such agent ID", []],
  ])("%j", (request, code, message, before) => {
    const { reply, log, added, removed, file } = sent(request);
    expect(reply).toBe(error(code, message));
    expect(log).toEqual([...before, `error: ERROR ${code}: ${message}.`]);
    expect([added, removed, file]).toEqual([undefined, [], FILE]);
  });

  it.each([
    ['{"function":7,"arguments":{}}'],
    ['{"function":"get","arguments":{"id":1}}'],
    [add({ name: 7, ip: "any" })],
    [add({ name: "db", ip: null })],
  ])("ends the daemon, which takes any value for a text: %j", (request) => {
    expect(sent(request)).toMatchObject({
      reply: undefined,
      added: undefined,
      removed: [],
      log: [],
      file: FILE,
    });
  });

  it("ends at its first NUL", () => {
    expect(sent('{"function":"get","arguments":{"id":"001"}}\0rest').reply).toContain('"error":0');
  });
});

describe("a worker", () => {
  it.each([
    ["4.14.7", "worker", error(9015, "Cannot execute this request on a worker node")],
    ["4.14.7", "master", `{"error":0,"data":{"id":"001","name":"web","ip":"10.0.0.1","key":"${KEY}"}}`],
    // The daemon does not run on a worker of 3.x.
    ["3.13.6", "worker", `{"error":0,"data":{"id":"001","name":"web","ip":"10.0.0.1","key":"${KEY}"}}`],
  ] as const)("of %s: %s", (version, node, reply) => {
    expect(sent({ function: "get", arguments: { id: "001" } }, version, { node }).reply).toBe(reply);
  });
});

describe("get and remove", () => {
  it("get gives the record and changes nothing", () => {
    expect(sent({ function: "get", arguments: { id: "001" } })).toEqual({
      reply: `{"error":0,"data":{"id":"001","name":"web","ip":"10.0.0.1","key":"${KEY}"}}`,
      added: undefined,
      removed: [],
      file: FILE,
      log: [],
    });
  });

  it.each(["get", "remove"])("%s does not know an id without its zeros", (name) => {
    const { reply, log, file } = sent({ function: name, arguments: { id: "1" } });
    expect(reply).toBe(error(9011, "Agent ID not found"));
    expect(log).toEqual(["debug1: Error 9011: Agent ID not found."]);
    expect(file).toBe(FILE);
  });

  it.each([
    [{}, `001 !web 10.0.0.1 ${KEY}\n`],
    [{ purge: false }, `001 !web 10.0.0.1 ${KEY}\n`],
    [{ purge: "true" }, `001 !web 10.0.0.1 ${KEY}\n`],
    [{ purge: true }, ""],
  ])("remove with %j", (more, file) => {
    const done = sent({ function: "remove", arguments: { id: "001", ...more } });
    expect(done).toMatchObject({
      reply: '{"error":0,"data":"Agent deleted successfully."}',
      added: undefined,
      removed: ["001"],
      file,
      log: ["info: Agent '001' (web) deleted (requested locally)"],
    });
  });
});

describe("add", () => {
  it.each<[object, string]>([
    [NEW, `002 db any ${NEW_KEY}`],
    [{ ...NEW, id: "042", key: KEY }, `042 db any ${KEY}`],
    [{ ...NEW, key: "" }, "002 db any "],
    [{ ...NEW, id: 7, key: 7 }, `002 db any ${NEW_KEY}`],
  ])("%j", (given, record) => {
    const { reply, added, file, log } = sent(add(given));
    const [id, name, ip, key] = record.split(" ");
    expect(reply).toBe(JSON.stringify({ error: 0, data: { id, name, ip, key } }));
    expect(added).toMatchObject({ entry: { id, name, key }, groups: [] });
    expect(file).toBe(`${FILE}${record}\n`);
    expect(log).toEqual(["debug2: add(db)", "info: Agent key generated for agent 'db' (requested locally)"]);
  });

  it("takes each group once", () => {
    expect(sent(add({ ...NEW, groups: "b,a,,b" })).added?.groups).toEqual(["b", "a"]);
    expect(sent(add({ ...NEW, groups: 7 })).added?.groups).toEqual([]);
  });

  it("checks the groups before everything else", () => {
    const { reply, log, added } = sent(add({ name: "web", ip: "10.0.0.300", id: "001", groups: "a,nobody" }));
    expect(reply).toBe(error(9014, "Invalid Group(s) Name(s)"));
    expect(log).toEqual(["error: Invalid group: nobody"]);
    expect(added).toBeUndefined();
  });

  it.each([
    [{ name: "mgr", ip: "any" }, 9008, "Duplicate name"],
    [{ name: "db", ip: "10.0.0.300" }, 9006, "No such IP"],
  ])("refuses %j", (given, code, message) => {
    expect(sent(add(given)).reply).toBe(error(code, message));
  });

  it("ends a daemon of 4.3 at an address that it cannot read", () => {
    expect(sent(add({ name: "db", ip: "localhost" }), "4.3.11")).toMatchObject({
      reply: undefined,
      added: undefined,
    });
  });
});

const FORCE = {
  enabled: true,
  key_mismatch: true,
  disconnected_time: { enabled: true, value: "1h" },
  after_registration_time: "1h",
};
const CLOSED = error(9008, "Duplicate name");
const OPEN = `{"error":0,"data":{"id":"002","name":"web","ip":"any","key":"${NEW_KEY}"}}`;

describe("the force options of a request", () => {
  const again = (force: unknown, manager: Partial<ManagerSettings> = {}, more: object = {}) =>
    sent(add({ name: "web", ip: "any", force, ...more }), "4.14.7", manager);

  it.each<[string, unknown, AgentState, string]>([
    ["all as usual", FORCE, AWAY, OPEN],
    ["switched off", { ...FORCE, enabled: false }, AWAY, CLOSED],
    ["switched off by a number", { ...FORCE, enabled: 0 }, AWAY, CLOSED],
    ["switched on by a number", { ...FORCE, enabled: 1 }, AWAY, OPEN],
    ["away for too short", { ...FORCE, disconnected_time: { enabled: true, value: "3h" } }, AWAY, CLOSED],
    [
      "away for too short, in seconds",
      { ...FORCE, disconnected_time: { enabled: true, value: 7201 } },
      AWAY,
      CLOSED,
    ],
    [
      "away for long enough, in seconds",
      { ...FORCE, disconnected_time: { enabled: true, value: 7200 } },
      AWAY,
      OPEN,
    ],
    [
      "the time away does not count",
      { ...FORCE, disconnected_time: { enabled: false, value: "3h" } },
      AWAY,
      OPEN,
    ],
    ["registered too recently", { ...FORCE, after_registration_time: "105d" }, AWAY, CLOSED],
    ["registered too recently, in seconds", { ...FORCE, after_registration_time: 9e6 + 1 }, AWAY, CLOSED],
  ])("%s", (_what, force, state, reply) => {
    const done = again(force, { stateOf: () => state });
    expect(done.reply).toBe(reply);
    expect(done.removed).toEqual(reply === OPEN ? ["001"] : []);
  });

  it.each([
    ["nothing", {}],
    ["no object", 1],
    ["no enabled", { ...FORCE, enabled: undefined }],
    ["no key_mismatch", { ...FORCE, key_mismatch: undefined }],
    ["no disconnected_time", { ...FORCE, disconnected_time: undefined }],
    ["no switch in disconnected_time", { ...FORCE, disconnected_time: { value: "1h" } }],
    ["no value in disconnected_time", { ...FORCE, disconnected_time: { enabled: true } }],
    ["another type of value", { ...FORCE, disconnected_time: { enabled: true, value: null } }],
    ["a value that is no time", { ...FORCE, disconnected_time: { enabled: true, value: "soon" } }],
    ["no after_registration_time", { ...FORCE, after_registration_time: undefined }],
  ])("have to be complete: %s", (_what, force) => {
    const { reply, file } = again(force);
    expect(reply).toBe(error(9002, "Parsing JSON input"));
    expect(file).toBe(FILE);
  });

  it("are the manager's if the request has none", () => {
    const { force } = defaultSettings();
    expect(again(undefined, { force: { ...force, enabled: true } }).reply).toBe(OPEN);
    expect(again(undefined, { force: { ...force, enabled: false } }).reply).toBe(CLOSED);
  });

  it("keep an agent that has the same key, if its hash comes with the request", () => {
    const [record] = readKeyFile(FILE, { release: defaultSettings().release, passEmpty: true }).records;
    if (record === undefined) throw new Error("no record");
    const hash = keyHash(record.entry);
    expect(again(FORCE, {}, { key_hash: hash }).reply).toBe(CLOSED);
    expect(again(FORCE, {}, { key_hash: `${hash}0` }).reply).toBe(OPEN);
    expect(again({ ...FORCE, key_mismatch: false }, {}, { key_hash: hash }).reply).toBe(OPEN);
    expect(again(undefined, {}, { key_hash: hash }).reply).toBe(CLOSED);
  });
});

describe("the force option of 3.x: seconds", () => {
  it.each<[unknown, number | undefined, boolean]>([
    [undefined, 9e9, false],
    [-1, 9e9, false],
    [0, 0, true],
    [60, 59, false],
    [60, 60, true],
    [60, undefined, true],
  ])("%j for an agent of age %j", (force, age, replaces) => {
    const { reply } = sent(add({ name: "web", ip: "any", force }), "3.13.6", { ageOf: () => age });
    expect(reply).toBe(replaces ? OPEN : error(9008, "Duplicated name"));
  });
});
