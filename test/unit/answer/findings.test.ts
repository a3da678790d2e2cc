/** Each finding about an answer as people read it: its severity, its words, and the bytes that it points at. */

import { describe, expect, it } from "vitest";
import { bytesFromText, type ManagerSettings } from "../../../core/manager/index.ts";
import { judged, KEY, type PollOptions, success } from "./polls.ts";

type Row = readonly [
  what: string,
  output: string,
  rule: string,
  severity: string,
  message: string,
  /** The bytes that are marked; undefined for none. */
  marked: string | undefined,
  options?: PollOptions,
];

/** What the rule says in a verdict, each as severity, message and marked bytes. */
function saidBy(rule: string, output: string, options: PollOptions = {}) {
  const bytes = bytesFromText(output);
  return judged(output, options)
    .findings.filter((each) => each.rule === rule)
    .map(({ severity, message, span }) => [severity, message, span && bytes.slice(span.start, span.end)]);
}

const rows = (all: readonly Row[]): void => {
  it.each(all.map((row) => [...row] as const))(
    "%s",
    (_what, output, rule, severity, message, marked, options) => {
      expect(saidBy(rule, output, options)).toEqual([[severity, message, marked]]);
    },
  );
};

const raw = (json: string): string => success().replace('"error":0', `"error":${json}`);
const error = (members: object): string => JSON.stringify({ error: 4, ...members });
const strict: Partial<ManagerSettings> = {
  force: {
    enabled: false,
    keyMismatch: true,
    disconnectedTime: { enabled: true, seconds: 0 },
    afterRegistrationTime: 0,
  },
};
const gone: Partial<ManagerSettings> = {
  stateOf: () => ({ status: "disconnected", disconnectedFor: 9e6, registeredFor: 9e6 }),
};

const dropped = "so the manager discards it. Only a debug line says so.";
const memberRows: readonly Row[] = [
  ["no error", '{"data":{}}', "no-error-member", "error", `The answer has no member error, ${dropped}`, "{"],
  [
    "another case",
    success().replace("data", "Data"),
    "member-case",
    "information",
    "The member is called Data; the manager reads it as data.",
    '"Data"',
  ],
  [
    "another case in data",
    success().replace('"ip"', '"IP"'),
    "member-case",
    "information",
    "The member is called IP; the manager reads it as ip.",
    '"IP"',
  ],
  [
    "twice",
    success().replace('"ip"', '"id":"2","ip"'),
    "duplicate-member",
    "warning",
    "The answer has the member id twice. The manager reads the first one and ignores this one.",
    '"id"',
  ],
  [
    "a NUL",
    success({ name: "web\0x" }),
    "cut-at-nul",
    "warning",
    "The value of name has a NUL character, written \\u0000 or as an escape without hexadecimal digits; the manager reads nothing from there on.",
    '"web\\u0000x"',
  ],
  [
    "a NUL in a message",
    error({ message: "a\0b" }),
    "cut-at-nul",
    "warning",
    "The value of message has a NUL character, written \\u0000 or as an escape without hexadecimal digits; the manager reads nothing from there on.",
    '"a\\u0000b"',
  ],
  [
    "an error between 0 and 1",
    raw("0.5"),
    "error-counts-as-zero",
    "error",
    "The manager reads the error 0.5 as 0, a success.",
    "0.5",
  ],
  [
    "an error that is not whole",
    raw("4.5"),
    "error-not-integer",
    "information",
    "The manager reads the error 4.5 as 4.",
    "4.5",
  ],
  [
    "an error true",
    raw("true"),
    "error-not-integer",
    "information",
    "The manager reads error true as 1, a failure.",
    "true",
  ],
  [
    "an error null",
    raw("null"),
    "error-counts-as-zero",
    "information",
    "The error is null, which the manager reads as 0: it treats the answer as a success.",
    "null",
  ],
  [
    "an error false without data",
    '{"error":false}',
    "error-counts-as-zero",
    "information",
    "The error is false, which the manager reads as 0: it treats the answer as a success and looks for data, which does not exist.",
    "false",
  ],
  [
    "an error null without data",
    '{"error":null}',
    "error-counts-as-zero",
    "information",
    "The error is null, which the manager reads as 0: it treats the answer as a success and looks for data, which does not exist.",
    "null",
  ],
  [
    "an error that is a text",
    raw('"4"'),
    "error-counts-as-zero",
    "information",
    "The error is a string, which the manager reads as 0: it treats the answer as a success.",
    '"4"',
  ],
  [
    "an error that is a text, without data",
    '{"error":"4"}',
    "error-counts-as-zero",
    "error",
    "The error is a string, which the manager reads as 0: it treats the answer as a success and looks for data, which does not exist.",
    '"4"',
  ],
  [
    "an error that is a list",
    raw("[]"),
    "error-counts-as-zero",
    "information",
    "The error is a list, which the manager reads as 0: it treats the answer as a success.",
    "[]",
  ],
  [
    "an error that is an object",
    raw("{}"),
    "error-counts-as-zero",
    "information",
    "The error is an object, which the manager reads as 0: it treats the answer as a success.",
    "{}",
  ],
  [
    "an error with data",
    raw("4"),
    "data-ignored",
    "information",
    "With error 4 the manager ignores data.",
    '"data"',
  ],
  [
    "no message",
    '{"error":4}',
    "error-without-message",
    "warning",
    "The error answer has no message; the manager logs only that it is missing, not the error.",
    "4",
  ],
  [
    "a message that is a number",
    error({ message: 7 }),
    "message-not-text",
    "warning",
    'The message is the number 7, not a string: before 4.4 the manager logs "unknown", and from 4.4 on it logs nothing.',
    "7",
  ],
  [
    "an empty message",
    error({ message: "" }),
    "message-not-text",
    "warning",
    'The message is empty; the manager logs "unknown" instead.',
    '""',
  ],
  [
    "no data",
    '{"error":0}',
    "no-data-member",
    "error",
    `The answer is a success but has no member data, ${dropped}`,
    "{",
  ],
  [
    "data that is a list",
    '{"error":0,"data":[1]}',
    "data-not-object",
    "error",
    "The member data is a list, not an object: the manager finds no id in it and discards the answer.",
    "[1]",
  ],
  [
    "data without a name",
    '{"error":0,"data":{"id":"001","ip":"any","key":"k"}}',
    "no-agent-member",
    "error",
    "The member name is missing in data, so the manager discards the answer. Only a debug line says so.",
    "{",
  ],
  [
    "an id that is a number",
    success({ id: 1 }),
    "member-not-string",
    "error",
    "The member id is the number 1, not a string: the whole wazuh-authd crashes on it, enrolment of all agents stops, and nothing starts it again.",
    "1",
  ],
  [
    "a key that is a number",
    success({ key: 123 }),
    "member-not-string",
    "error",
    "The member key is a number, not a string: the whole wazuh-authd crashes on it, enrolment of all agents stops, and nothing starts it again.",
    "123",
  ],
  [
    "an id that is a number, before 4.4",
    success({ id: 1 }),
    "member-not-string",
    "error",
    "The member id is the number 1, not a string: the manager leaves it out and registers the agent under the next free id, so the requested agent stays unknown.",
    "1",
    { release: "4.3" },
  ],
  [
    "a key that is a number, before 4.4",
    success({ key: 123 }),
    "member-not-string",
    "error",
    "The member key is a number, not a string: the manager leaves it out and generates a random key, which the agent does not have.",
    "123",
    { release: "4.3" },
  ],
  [
    "a name that is null, before 4.4",
    success({ name: null }),
    "member-not-string",
    "error",
    "The member name is null, not a string: the manager leaves it out and refuses the agent with 9005, No such name.",
    "null",
    { release: "4.3" },
  ],
  [
    "an ip that is true, before 4.4",
    success({ ip: true }),
    "member-not-string",
    "error",
    "The member ip is true, not a string: the manager leaves it out and refuses the agent with 9006, No such IP.",
    "true",
    { release: "4.3" },
  ],
];

describe("the members of an answer:", () => {
  rows(memberRows);

  it.each<[string, string, string]>([
    ["data after a message", error({ message: "x" }), "data-ignored"],
    ["a whole error", error({ message: "x" }), "error-not-integer"],
    ["a success", success(), "no-agent-member"],
    ["a case that is right", success(), "member-case"],
    ["an error answer", error({ message: "x" }), "no-data-member"],
  ])("nothing about %s", (_what, output, rule) => {
    expect(saidBy(rule, output)).toEqual([]);
  });
});

const agentRows: readonly Row[] = [
  [
    "a short id",
    success({ id: "1" }),
    "id-not-padded",
    "warning",
    "The id '1' has fewer than three digits. The manager compares ids as text, so it is another agent than '001'; the requested agent '001' stays unknown.",
    '"1"',
  ],
  [
    "a short id of two digits, which was asked for",
    success({ id: "12" }),
    "id-not-padded",
    "warning",
    "The id '12' has fewer than three digits. The manager compares ids as text, so it is another agent than '012'.",
    '"12"',
    { request: "id:12" },
  ],
  [
    "another id",
    success({ id: "002" }),
    "other-id",
    "warning",
    "The answer is for '002'; the requested agent '001' stays unknown, and the manager asks again at its next message.",
    '"002"',
  ],
  [
    "an id that is a word",
    success({ id: "web" }),
    "id-not-usable",
    "warning",
    "The id 'web' is not a number: no agent can send it, so only an agent with a fixed address can use the record.",
    '"web"',
  ],
  [
    "an id with a letter at its end",
    success({ id: "12a" }),
    "id-not-usable",
    "warning",
    "The id '12a' is not a number: no agent can send it, so only an agent with a fixed address can use the record.",
    '"12a"',
  ],
  [
    "an id with # in it",
    success({ id: "1#2" }),
    "id-not-usable",
    "warning",
    "The id '1#2' is not a number: no agent can send it, so only an agent with a fixed address can use the record.",
    '"1#2"',
  ],
  [
    "an id of nine digits",
    success({ id: "123456789" }),
    "id-not-usable",
    "warning",
    "The id '123456789' has more than 8 digits: the manager never asks for it, and the agent cannot send all of it.",
    '"123456789"',
  ],
  [
    "the manager's id",
    success({ id: "000" }),
    "id-not-usable",
    "warning",
    "The id '000' is the manager's own id.",
    '"000"',
  ],
  [
    "no name",
    success({ name: "" }),
    "empty-name",
    "warning",
    "The name is empty: the manager uses the record, but nothing can find the agent by its name.",
    '""',
  ],
  [
    "the manager's name",
    success({ name: "boss" }),
    "name-of-manager",
    "error",
    "The name 'boss' is the host name of the manager, which refuses it with 9008; no line in its log says why.",
    '"boss"',
    { settings: { hostName: "boss" } },
  ],
  [
    "a name of one letter",
    success({ name: "a" }),
    "name-refused-elsewhere",
    "hint",
    "Key polling accepts the name 'a', but enrolment and manage_agents of this release refuse it.",
    '"a"',
  ],
  [
    "no key",
    success({ key: "" }),
    "empty-key",
    "error",
    "The key is empty: the manager writes it like that, and the agent cannot connect.",
    '""',
  ],
  [
    "a key that stands for none",
    success({ key: " null " }),
    "answer-placeholder-key",
    "error",
    "The key is a placeholder for a missing value. The manager registers it as the key, and the agent cannot connect.",
    '" null "',
  ],
  [
    "a key with a carriage return",
    success({ key: "ab\r" }),
    "key-with-blank",
    "warning",
    "The key ends in a carriage return, which the manager reads as part of the key; the agent's key must have it too.",
    '"ab\\r"',
  ],
  [
    "a key with a tab",
    success({ key: "\tab" }),
    "key-with-blank",
    "warning",
    "The key has control characters in it, which the manager reads as part of the key; the agent's key must have it too.",
    '"\\tab"',
  ],
  [
    "a key with a return in it",
    success({ key: "\rab" }),
    "key-with-blank",
    "warning",
    "The key has control characters in it, which the manager reads as part of the key; the agent's key must have it too.",
    '"\\rab"',
  ],
  [
    "a key that begins with a blank",
    success({ key: " ab" }),
    "key-with-blank",
    "warning",
    "The key begins or ends with a blank, which the manager reads as part of the key; the agent's key must have it too.",
    '" ab"',
  ],
  [
    "a key that ends with a blank",
    success({ key: "ab " }),
    "key-with-blank",
    "warning",
    "The key begins or ends with a blank, which the manager reads as part of the key; the agent's key must have it too.",
    '"ab "',
  ],
  [
    "a key with a blank",
    success({ key: "ab cd" }),
    "key-with-blank",
    "information",
    "The key contains a blank; the manager reads the rest of the line as the key.",
    '"ab cd"',
  ],
];

describe("the agent of an answer:", () => {
  rows(agentRows);

  it.each<[string, string, string, PollOptions?]>([
    ["an id of 8 digits", success({ id: "12345678" }), "id-not-usable", { request: "id:12345678" }],
    ["an id that ends in 0", success({ id: "100" }), "id-not-usable"],
    ["an id of three digits", success(), "id-not-padded"],
    [
      "an agent that was asked for by its address",
      success({ id: "002" }),
      "other-id",
      { request: "ip:10.0.0.1" },
    ],
    ["a usual name", success(), "name-refused-elsewhere"],
    ["a usual key", success(), "key-with-blank"],
  ])("nothing about %s", (_what, output, rule, options) => {
    expect(saidBy(rule, output, options)).toEqual([]);
  });
});

const exits = "wazuh-remoted exits within seconds and wazuh-authd at its next start";
const comment = "the line counts as a comment, so the agent can never connect";
const removed = "the line counts as the record of a removed agent, so the agent can never connect";
const recordRows: readonly Row[] = [
  ["no id", success({ id: "" }), "id-hides-line", "error", `The id is empty: ${comment}.`, '""'],
  [
    "an id with #",
    success({ id: "#01" }),
    "id-hides-line",
    "error",
    `The id begins with #: ${comment}.`,
    '"#01"',
  ],
  [
    "an id with a blank before it",
    success({ id: " 01" }),
    "id-hides-line",
    "error",
    `The id begins with a blank: ${comment}.`,
    '" 01"',
  ],
  [
    "a name with !",
    success({ name: "!web" }),
    "name-marks-removal",
    "error",
    `The name begins with !: ${removed}.`,
    '"!web"',
  ],
  [
    "a name with #",
    success({ name: "#web" }),
    "name-marks-removal",
    "error",
    `The name begins with #: ${removed}.`,
    '"#web"',
  ],
  [
    "a name with a blank",
    success({ name: "web 01" }),
    "blank-shifts-fields",
    "error",
    `The name has a blank in it: ${exits}, with "(1237): Invalid ip address: '01'.".`,
    '"web 01"',
  ],
  [
    "an id with a blank",
    success({ id: "0 1" }),
    "blank-shifts-fields",
    "error",
    `The id has a blank in it: ${exits}, with "(1237): Invalid ip address: 'web-01'.".`,
    '"0 1"',
  ],
  [
    "a name with a line feed",
    success({ name: "web\n01" }),
    "line-feed-in-value",
    "error",
    "The name has a line feed in it: the record becomes 2 lines, and none of them is read as an agent.",
    '"web\\n01"',
  ],
  [
    "a key with a line feed",
    success({ key: "ab\ncd" }),
    "line-feed-in-value",
    "error",
    "The key has a line feed in it: the record becomes 2 lines, and 1 of them is read as an agent.",
    '"ab\\ncd"',
  ],
  [
    "a key with a line feed and an address after it",
    success({ key: "ab\n002 x y z" }),
    "line-feed-in-value",
    "error",
    `The key has a line feed in it: ${exits}.`,
    '"ab\\n002 x y z"',
  ],
  [
    "a long name",
    success({ name: "n".repeat(128) }),
    "longer-than-127-bytes",
    "warning",
    "The name is 128 bytes long: the name is cut to 127 bytes when client.keys is read.",
    `"${"n".repeat(128)}"`,
  ],
  [
    "a long key",
    success({ key: "k".repeat(200) }),
    "longer-than-127-bytes",
    "warning",
    "The key is 200 bytes long: the key is cut to 127 bytes when client.keys is read.",
    `"${"k".repeat(200)}"`,
  ],
];

describe("the record of an answer:", () => {
  rows(recordRows);

  it("has two fields that are too long", () => {
    const output = success({ name: "n".repeat(128), key: "k".repeat(129) });
    const effect = "the name is cut to 127 bytes, the key is cut to 127 bytes when client.keys is read.";
    expect(saidBy("longer-than-127-bytes", output).map(([, message]) => message)).toEqual([
      `The name is 128 bytes long: ${effect}`,
      `The key is 129 bytes long: ${effect}`,
    ]);
  });

  it.each<[string, string, string]>([
    ["a name of 127 bytes", success({ name: "n".repeat(127) }), "longer-than-127-bytes"],
    ["a name with ! in it", success({ name: "web!" }), "name-marks-removal"],
    ["an id with # in it", success({ id: "1#" }), "id-hides-line"],
    ["a usual record", success(), "line-reads-differently"],
  ])("nothing about %s", (_what, output, rule) => {
    expect(saidBy(rule, output)).toEqual([]);
  });
});

const known = `001 web-01 10.0.0.1 ${KEY}\n`;
const releases = (id: string): PollOptions => ({ release: id, known, settings: gone });
const whole = { name: "web-01", ip: "10.0.0.1" };
const registrationRows: readonly Row[] = [
  [
    "of the same agent with the same record",
    success(whole),
    "replaced-agent",
    "information",
    "The answer replaces the record of agent '001' ('web-01'): nothing in it changes. With the old record, the row of this id in the manager's database is lost until wazuh-modulesd is started again.",
    '"001"',
    releases("4.14"),
  ],
  [
    "of the same agent before 4.4",
    success({ ...whole, ip: "any" }),
    "replaced-agent",
    "information",
    "The answer replaces the record of agent '001' ('web-01'): same name and key, other address (10.0.0.1 → any).",
    '"001"',
    releases("4.3"),
  ],
  [
    "of an agent with the same id and another name",
    success({ ...whole, name: "db" }),
    "replaced-agent",
    "warning",
    "The answer replaces the record of agent '001' ('web-01'): same address and key, other name (web-01 → db). With the old record, the row of this id in the manager's database is lost until wazuh-modulesd is started again.",
    '"001"',
    releases("4.14"),
  ],
  [
    "of an agent with the same name",
    success({ ...whole, id: "002", ip: "any" }),
    "replaced-agent",
    "warning",
    "The answer replaces agent '001' ('web-01'), which is removed from client.keys.",
    '"002"',
    { ...releases("4.14"), request: "id:002" },
  ],
  [
    "of a taken id",
    success({ name: "db", ip: "any" }),
    "duplicate-refused",
    "warning",
    "Another agent has this id and is not replaced, so the manager refuses the new one with 9012. Agent '001' won't be removed because the force option is disabled.",
    '"001"',
    { known, settings: strict },
  ],
  [
    "of a taken name",
    success({ id: "002" }),
    "duplicate-refused",
    "warning",
    "Another agent has this name and is not replaced, so the manager refuses the new one with 9008. Agent '001' won't be removed because the force option is disabled.",
    '"web-01"',
    { known, settings: strict },
  ],
  [
    "of a taken address",
    success({ id: "002", name: "db", ip: "10.0.0.1" }),
    "duplicate-refused",
    "warning",
    "Another agent has this ip and is not replaced, so the manager refuses the new one with 9007. Agent '001' won't be removed because the force option is disabled.",
    '"10.0.0.1"',
    { known, settings: strict },
  ],
];

describe("the registration of an answer:", () => {
  rows(registrationRows);

  it("that is refused after another agent was removed for it", () => {
    const two = `001 web-01 10.0.0.1 ${KEY}\n002 db any ${KEY}\n`;
    const settings = { ...gone, hostName: "boss" };
    const output = success({ id: "001", name: "boss" });
    expect(saidBy("replaced-then-refused", output, { known: two, settings })).toEqual([
      [
        "error",
        "The manager first removes agent '001' ('web-01') and then refuses the new one, so agent '001' ('web-01') is lost.",
        '"001"',
      ],
    ]);
    // No other agent is in the way.
    expect(saidBy("duplicate-refused", output, { known: two, settings })).toEqual([]);
  });

  it("says the limit of agents, where a release has one", () => {
    const text = Array.from({ length: 13_998 }, (_, at) => `${at + 10} n${at} any ${KEY}\n`).join("");
    const options = { release: "3.8", known: text, request: "id:90001" };
    expect(saidBy("agent-limit", success({ id: "90001" }), options)).toEqual([
      [
        "warning",
        "The manager has 13998 agents and accepts no more: 9013, Maximum number of agents reached.",
        undefined,
      ],
    ]);
  });
});

const wants = "The documentation requires one JSON object on standard output, but";
const anyway = " The manager reads it anyway.";
const data = "the documentation requires an object with exactly the members id, name, ip and key.";
const contractRows: readonly Row[] = [
  [
    "a number",
    "12",
    "contract-json",
    "information",
    "The documentation requires one JSON object, and this is not one.",
    "12",
  ],
  ["nothing", "", "contract-json", "information", `${wants} there is none.`, ""],
  ["blanks", " \n\t", "contract-json", "information", `${wants} there is none.`, " \n\t"],
  ["prose", "none", "contract-json", "information", `${wants} this is not one.`, "none"],
  [
    "a mark before it",
    `\ufeff${success()}`,
    "contract-json",
    "information",
    `${wants} there is text before it.${anyway}`,
    bytesFromText("\ufeff"),
  ],
  [
    "text after it",
    `${success()} done`,
    "contract-json",
    "information",
    `${wants} there is text after it.${anyway}`,
    " done",
  ],
  [
    "a raw control character",
    success({ name: "a\x01b" }).replace("\\u0001", "\x01"),
    "contract-json",
    "information",
    `${wants} it has raw control characters.${anyway}`,
    success({ name: "a\x01b" }).replace("\\u0001", "\x01"),
  ],
  [
    "a number that is not JSON",
    raw("00"),
    "contract-json",
    "information",
    `${wants} its numbers, strings or white space are not those of JSON.${anyway}`,
    raw("00"),
  ],
  [
    "blanks around a number that is not JSON",
    ` ${raw("00")} `,
    "contract-json",
    "information",
    `${wants} its numbers, strings or white space are not those of JSON.${anyway}`,
    raw("00"),
  ],
  [
    "one member too many",
    success({ port: 1514 }),
    "contract-data",
    "information",
    `data has a member port; ${data}`,
    '"port"',
  ],
  ["no data", '{"error":0}', "contract-data", "information", `The answer has no member data; ${data}`, "{"],
  [
    "no name",
    success({ name: undefined }),
    "contract-name",
    "information",
    "data has no member name; the documentation requires a string of letters, digits, -, _ and ., up to 128 bytes.",
    "{",
  ],
  [
    "a list for data",
    '{"error":0,"data":[null,true,false,[]]}',
    "contract-data",
    "information",
    `data is a list; ${data}`,
    "[null,true,false,[]]",
  ],
  [
    "null for data",
    '{"error":0,"data":null}',
    "contract-data",
    "information",
    `data is null; ${data}`,
    "null",
  ],
  [
    "an error that is a text",
    raw('"0"'),
    "contract-error",
    "information",
    "error is '0'; the documentation requires the number 0.",
    '"0"',
  ],
  [
    "an error below 0",
    error({ error: -1, message: "x" }),
    "contract-error",
    "information",
    "error is the number -1; the documentation requires a number of digits that is not 0.",
    "-1",
  ],
  [
    "no error, but a message",
    '{"message":"x"}',
    "contract-error",
    "information",
    "The answer has no member error; the documentation requires a number of digits that is not 0.",
    "{",
  ],
  [
    "no error, but data",
    '{"message":"x","data":{"id":"001","name":"web-01","ip":"any","key":"k"}}',
    "contract-error",
    "information",
    "The answer has no member error; the documentation requires the number 0.",
    "{",
  ],
  [
    "a message with a line feed",
    error({ message: "a\nb" }),
    "contract-message",
    "information",
    "message is 'a\\nb'; the documentation requires a string of printable characters.",
    '"a\\nb"',
  ],
  [
    "an address",
    success({ ip: "web" }),
    "contract-ip",
    "information",
    "data.ip is 'web'; the documentation requires an IP address, with a mask if needed, or any.",
    '"web"',
  ],
  [
    "a long name",
    success({ name: "n".repeat(129) }),
    "contract-name",
    "information",
    "data.name is a string of 129 bytes; the documentation requires a string of letters, digits, -, _ and ., up to 128 bytes.",
    `"${"n".repeat(129)}"`,
  ],
  [
    "a name of 80 characters",
    success({ name: `${"n".repeat(79)}!` }),
    "contract-name",
    "information",
    `data.name is '${"n".repeat(79)}!'; the documentation requires a string of letters, digits, -, _ and ., up to 128 bytes.`,
    `"${"n".repeat(79)}!"`,
  ],
  [
    "a name of 81 characters",
    success({ name: `${"n".repeat(80)}!` }),
    "contract-name",
    "information",
    "data.name is a string of 81 bytes; the documentation requires a string of letters, digits, -, _ and ., up to 128 bytes.",
    `"${"n".repeat(80)}!"`,
  ],
  [
    "a key with a tab",
    success({ key: "a\tb" }),
    "contract-key",
    "information",
    "data.key is a string of 3 bytes with control characters; the documentation requires a string of printable characters, up to 128 bytes.",
    '"a\\tb"',
  ],
  [
    "a key that is a number",
    success({ key: 5 }),
    "contract-key",
    "information",
    "data.key is a number; the documentation requires a string of printable characters, up to 128 bytes.",
    "5",
  ],
  [
    "an id",
    success({ id: "01" }),
    "contract-id",
    "information",
    "data.id is '01'; the documentation requires a string of 3 to 8 digits.",
    '"01"',
  ],
];

describe("what the documentation says of an answer:", () => {
  rows(contractRows);

  it("is said of at most 20 members, and of each once", () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`m${at}`, at]));
    expect(saidBy("contract-data", success(many))).toHaveLength(20);
    expect(saidBy("contract-data", success({ one: 1, two: 2 }))).toHaveLength(2);
  });

  it("takes the first of two members of one name", () => {
    const twice = (one: string, two: string): string =>
      success().replace('"ip":"any"', `"ip":"${one}","ip":"${two}"`);
    expect(saidBy("contract-ip", twice("any", "web"))).toEqual([]);
    expect(saidBy("contract-ip", twice("web", "any"))).toHaveLength(1);
  });
});
