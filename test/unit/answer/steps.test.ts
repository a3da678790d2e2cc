/** What each step of a poll says in the picture, and how an answer differs from the documentation. */

import { describe, expect, it } from "vitest";
import { judge, type PicturedRun, pollPicture } from "../../../core/lint/answer/index.ts";
import { MASK } from "../../../core/lint/mask.ts";
import {
  bytesFromText,
  defaultSettings,
  type Execution,
  KeyStore,
  type ManagerSettings,
  readKeyFile,
  releaseFor,
  type Source,
} from "../../../core/manager/index.ts";
import { judged, KEY, success } from "./polls.ts";

interface Given {
  readonly run?: Partial<PicturedRun>;
  readonly release?: string;
  readonly known?: string;
  readonly settings?: Partial<ManagerSettings>;
}

/** The words of a step: its summary, then its facts. */
function step(name: string, source: Source, { run, release: id = "4.14", known, settings }: Given = {}) {
  const release = releaseFor(id);
  if (release === undefined) throw new Error(id);
  const store = known === undefined ? new KeyStore() : readKeyFile(known, { release, passEmpty: true }).store;
  const verdict = judge("id:001", source, store, { ...defaultSettings(release), ...settings });
  const ran: PicturedRun = {
    argv: ["/opt/poll.py", "id", "001"],
    durationMs: 41.6,
    workingDirectory: "/var/ossec",
    obstacle: undefined,
    leftover: [],
    ...run,
  };
  const found = pollPicture({ verdict, source, release, run: ran }).steps.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no step ${name}`);
  return [
    found.summary,
    ...found.facts.map((fact) => `${fact.name}${fact.isData ? "=" : ": "}${fact.value}`),
  ];
}

const output = (text: string): Source => ({ kind: "output", output: bytesFromText(text) });
const ran = (more: Partial<Execution>): Source => ({
  kind: "execution",
  execution: {
    execPath: "/opt/poll.py",
    commandLine: "/opt/poll.py id 001",
    output: success(),
    end: { kind: "exit", code: 0 },
    timedOut: false,
    overLimit: false,
    ...more,
  },
});
const socket = (gave: Source): Source => ({ kind: "socket", log: [], gave });

describe("the step of", () => {
  it("the request", () => {
    expect(step("request", output(success()))).toEqual(["id:001"]);
  });

  it.each([
    [output(success()), ["answered"]],
    [{ kind: "nothing" } as const, ["gave no data"]],
    [ran({}), ["gave no data, so the script is run"]],
  ])("the socket", (gave, words) => {
    expect(step("socket", socket(gave))).toEqual(words);
  });

  it("the command, in quotes where that is needed, and without secrets", () => {
    const argv = ["/opt/my poll.py", "", `it's`, "plain", `--key=${KEY}`].map(bytesFromText);
    expect(step("command", ran({}), { run: { argv } })).toEqual([
      `"/opt/my poll.py" "" "it's" plain --key=${MASK}`,
      "program=/opt/my poll.py",
      "argument 1=",
      "argument 2=it's",
      "argument 3=plain",
      `argument 4=--key=${MASK}`,
      "runs in=/var/ossec",
    ]);
    expect(step("command", { kind: "command-too-long" })).toEqual(["65536 bytes or more"]);
  });

  it.each<[Source, readonly string[], Given?]>([
    [ran({}), [`${success().length} bytes, exit code 0`, "ended with: exit code 0"]],
    [
      ran({ output: "x", end: { kind: "exit", code: 3 } }),
      ["1 byte, exit code 3", "ended with: exit code 3"],
    ],
    [
      ran({ output: "", end: { kind: "signal", signal: "SIGKILL" } }),
      ["nothing printed, signal SIGKILL", "ended with: signal SIGKILL"],
    ],
    [ran({ output: "xy", timedOut: true, ranOn: false }), ["2 bytes, timed out", "ended with: timed out"]],
    [ran({ output: "xy", ranOn: true }), ["2 bytes, not ended", "ended with: not ended"]],
    [
      ran({ output: "xy\0abc" }),
      ["6 bytes, exit code 0", "ended with: exit code 0", "not read: 4 bytes from the first NUL on"],
    ],
    [
      ran({ output: "xy" }),
      ["2 bytes, exit code 0", "ended with: exit code 0", "left behind: sleep (process 12)"],
      { run: { leftover: [{ name: "sleep", pid: 12 }] } },
    ],
    [output("xy"), ["2 bytes"]],
  ])("the output", (source, words, given = {}) => {
    expect(step("output", source, given)).toEqual(words);
  });

  it.each([
    ["{}", ["an object with 0 members"]],
    ['{"error":4}', ["an object with 1 member"]],
    [success(), ["an object with 2 members"]],
    ["no JSON", ["unreadable for the manager", "parser stopped at: line 1, byte 1"]],
    ['{"a":1,\n;', ["unreadable for the manager", "parser stopped at: line 2, byte 1"]],
  ])("the JSON: %j", (text, words) => {
    expect(step("json", output(text))).toEqual(words);
  });
});

describe("the last steps:", () => {
  it.each<[string, readonly string[], Given?]>([
    ["{}", ["no member error"]],
    ['{"error":0}', ["no member data"]],
    [success({ id: undefined }), ["no member id"]],
    [success({ name: undefined }), ["no member name"]],
    [success({ ip: undefined }), ["no member ip"]],
    [success({ key: undefined }), ["no member key"]],
    ['{"error":4}', ["error 4", "error: 4"]],
    [`{"error":4,"message":"no ${KEY}"}`, ["error 4", "error: 4", `message=no ${MASK}`]],
    [success(), ["agent 001 web-01 any", "id=001", "name=web-01", "ip=any", `key=${MASK}`]],
    [success({ key: "" }), ["agent 001 web-01 any", "id=001", "name=web-01", "ip=any", "key="]],
    [
      success({ id: 1 }),
      ["agent ? web-01 any", "id: not a string", "name=web-01", "ip=any", `key=${MASK}`],
      { release: "4.3" },
    ],
  ])("the answer: %j", (text, words, given = {}) => {
    expect(step("answer", output(text), given)).toEqual(words);
  });

  it("the answer that crashes the daemon", () => {
    expect(step("answer", output(success({ id: 1 })))[0]).toMatch(/^id is /);
  });

  const known = `002 db any ${KEY}\n`;
  const away = { status: "disconnected", disconnectedFor: 9e6, registeredFor: 9e6 } as const;
  it.each<[string, readonly string[], Given?]>([
    [success(), ["accepted"]],
    [success({ key: 7 }), ["accepted", "key: generated by the manager"], { release: "4.3" }],
    [
      success({ name: "db" }),
      ["accepted; replaces another agent"],
      { known, settings: { stateOf: () => away } },
    ],
    [
      success({ name: "db" }),
      ["refused 9008: Duplicate name"],
      { known, settings: { force: { ...defaultSettings().force, enabled: false } } },
    ],
    [success({ ip: "x" }), ["wazuh-authd exits"], { release: "4.3" }],
    [success(), ["authd is not reachable"], { release: "3.13", settings: { node: "worker" } }],
  ])("the registration: %j", (text, words, given = {}) => {
    expect(step("registration", output(text), given)).toEqual(words);
  });

  it("client.keys, and nothing where it was not reached", () => {
    expect(step("key-file", output(success()))[0]).toContain("001 web-01 any");
    expect(step("key-file", output(""))).toEqual([""]);
    expect(step("registration", output("{}"))).toEqual([""]);
  });
});

describe("what the documentation requires", () => {
  const contract = (text: string) =>
    judged(text)
      .findings.filter(({ authority }) => authority === "contract")
      .map(({ rule, message }) => `${rule}: ${message}`);
  const WANTS = "; the documentation requires ";
  const KEY_FORM = "a string of printable characters, up to 128 bytes.";
  const NAME_FORM = "a string of letters, digits, -, _ and ., up to 128 bytes.";
  const DATA_FORM = "an object with exactly the members id, name, ip and key.";

  it.each([
    ['{"message":"x"}', `contract-error: The answer has no member error${WANTS}`],
    [success({ id: undefined }), `contract-id: data has no member id${WANTS}a string of 3 to 8 digits.`],
    [success({ name: undefined }), `contract-name: data has no member name${WANTS}${NAME_FORM}`],
    [
      success({ ip: undefined }),
      `contract-ip: data has no member ip${WANTS}an IP address, with a mask if needed, or any.`,
    ],
    [success({ key: undefined }), `contract-key: data has no member key${WANTS}${KEY_FORM}`],
    ['{"error":0}', `contract-data: The answer has no member data${WANTS}${DATA_FORM}`],
    [success({ more: 1 }), `contract-data: data has a member more${WANTS}${DATA_FORM}`],
    [success({ id: "1" }), `contract-id: data.id is '1'${WANTS}a string of 3 to 8 digits.`],
    [success({ name: "a b" }), `contract-name: data.name is 'a b'${WANTS}${NAME_FORM}`],
    [
      success({ name: "!".repeat(80) }),
      `contract-name: data.name is '${"!".repeat(80)}'${WANTS}${NAME_FORM}`,
    ],
    [
      success({ name: "!".repeat(81) }),
      `contract-name: data.name is a string of 81 bytes${WANTS}${NAME_FORM}`,
    ],
    [
      success({ ip: "x" }),
      `contract-ip: data.ip is 'x'${WANTS}an IP address, with a mask if needed, or any.`,
    ],
    [success({ key: "k".repeat(129) }), `contract-key: data.key is a string of 129 bytes${WANTS}${KEY_FORM}`],
    [
      success({ key: "a\tb" }),
      `contract-key: data.key is a string of 3 bytes with control characters${WANTS}${KEY_FORM}`,
    ],
    [
      '{"error":4}',
      `contract-message: The answer has no member message${WANTS}a string of printable characters.`,
    ],
    [
      '{"error":4,"message":"a\\tb"}',
      `contract-message: message is 'a\\tb'${WANTS}a string of printable characters.`,
    ],
  ])("%j: %s", (text, message) => {
    expect(contract(text).filter((each) => each.startsWith(message))).toHaveLength(1);
  });

  it("is met by the usual answers", () => {
    expect(contract(success())).toEqual([]);
    expect(contract('{"error":4,"message":"none"}')).toEqual([]);
  });
});
