/** The words of verdicts and findings, and which daemon writes a message. */

import { describe, expect, it } from "vitest";
import { isOfPolling, tagOf } from "../../../core/lint/answer/daemons.ts";
import type { Verdict } from "../../../core/lint/answer/index.ts";
import { type ManagerSettings, releaseFor } from "../../../core/manager/index.ts";
import { messageIds } from "../../../core/manager/message-families.ts";
import { judged, judgedRun, judgedSource, KEY, type PollOptions, success } from "./polls.ts";

const worker: Partial<ManagerSettings> = { node: "worker" };
const off = (release: string): Partial<ManagerSettings> => {
  const found = releaseFor(release);
  if (found === undefined) throw new Error(release);
  return {
    forceInsert: false,
    force: {
      enabled: false,
      keyMismatch: true,
      disconnectedTime: { enabled: true, seconds: 0 },
      afterRegistrationTime: 0,
    },
  };
};
const STAYS = "The agent stays unknown and the manager asks again at its next message.";
const SHAPE = 'Print exactly one object: {"error": 0, "data": {"id": …, "name": …, "ip": …, "key": …}}.';
const MASTER =
  "Run the script on the master, or upgrade to 4.3 or newer, where workers pass the answer on to it.";
const ADDRESS = "Print an address that the manager accepts: IPv4, IPv6, either with a mask, or any.";
const FORCE = "Remove the old agent, or check the force options: they say when it may be replaced.";
const known = `001 web-01 any ${KEY}\n`;

type Words = readonly [title: string, consequence: string, advice?: string];
const wordsOf = ({ title, consequence, advice }: Verdict): Words =>
  advice === undefined ? [title, consequence] : [title, consequence, advice];

const late = { output: success(), timedOut: true } as const;
const refused = (title: string, by = "wazuh-authd"): Words => [
  `refused ${title}`,
  `The manager reads the answer, but ${by} refuses to add the agent: ${title.slice(6)}. Nothing is written.`,
  FORCE,
];
const lacks = (member: string, title = `no ${member}`): Words => [
  title,
  `The manager finds no member ${member} in the answer and discards the answer. ${STAYS}`,
  SHAPE,
];

const onOutputs: readonly (readonly [what: string, output: string, options: PollOptions, words: Words])[] = [
  ["added", success(), {}, ["registered", "Agent '001' ('web-01') is added to client.keys."]],
  [
    "replaced",
    success({ name: "web-02" }),
    {
      known,
      settings: { stateOf: () => ({ status: "disconnected", disconnectedFor: 9e6, registeredFor: 9e6 }) },
    },
    [
      "registered",
      "Agent '001' ('web-02') is added to client.keys. It replaces '001': same address and key, other name (web-01 → web-02).",
    ],
  ],
  [
    "added in exchange",
    success({ id: "002" }),
    {
      known,
      settings: { stateOf: () => ({ status: "disconnected", disconnectedFor: 9e6, registeredFor: 9e6 }) },
    },
    ["registered", "Agent '002' ('web-01') is added to client.keys. For this the manager removes '001'."],
  ],
  [
    "passed on",
    success(),
    { settings: worker },
    [
      "registered",
      "The worker passes the answer on to the master: Agent '001' ('web-01') is added to client.keys.",
    ],
  ],
  ["a taken name", success({ id: "002" }), { known, settings: off("4.14") }, refused("9008: Duplicate name")],
  [
    "a taken id",
    success({ name: "web-02" }),
    { known, settings: off("4.14") },
    refused("9012: Duplicate ID"),
  ],
  [
    "a taken address",
    success({ id: "002", name: "db", ip: "10.0.0.1" }),
    { known: `001 web-01 10.0.0.1 ${KEY}\n`, settings: off("4.14") },
    refused("9007: Duplicate IP"),
  ],
  [
    "refused by the master",
    success({ id: "002" }),
    { known, settings: { ...off("4.14"), ...worker } },
    refused("9008: Duplicate name", "the master"),
  ],
  [
    "a bad address",
    success({ ip: "localhost" }),
    {},
    [
      "refused 9006: No such IP",
      "The manager reads the answer, but wazuh-authd refuses to add the agent: No such IP. Nothing is written.",
      ADDRESS,
    ],
  ],
  [
    "a bad address of 4.3",
    success({ ip: "localhost" }),
    { release: "4.3" },
    [
      "wazuh-authd exits",
      "wazuh-authd reads the address only when it adds the agent, and exits. No agent can register until it is started again.",
      "Print an IPv4 address that this release understands, or any; then restart the manager.",
    ],
  ],
  [
    "an address that is not a text, of 3.13",
    success({ ip: 7 }),
    { release: "3.13" },
    [
      "refused 9006: No such IP",
      "The manager reads the answer, but ossec-authd refuses to add the agent: No such IP. Nothing is written.",
      "Print name and ip as strings.",
    ],
  ],
  [
    "a worker of 4.2",
    success(),
    { release: "4.2", settings: worker },
    [
      "refused 9015: Cannot execute this request on a worker node",
      "The manager reads the answer, but wazuh-authd refuses to add the agent: Cannot execute this request on a worker node. Nothing is written.",
      MASTER,
    ],
  ],
  [
    "a worker of 3.13",
    success(),
    { release: "3.13", settings: worker },
    [
      "not registered",
      "On a worker of this release no registration service runs, so the answer is lost.",
      MASTER,
    ],
  ],
  [
    "an answer that is too long for the socket",
    success({ name: "x".repeat(70_000) }),
    { release: "4.3" },
    [
      "not registered",
      "The answer is too long for the registration service, which does not read it.",
      "Print an id, a name, an address and a key of ordinary length.",
    ],
  ],
  [
    "an error answer",
    '{"error": 4, "message": "none\\t"}',
    {},
    ["error answer 4", `The script says it has no key. No agent is registered. Its message: "none\\t".`],
  ],
  [
    "an error answer without a message",
    '{"error": 5}',
    {},
    ["error answer 5", "The script says it has no key. No agent is registered."],
  ],
  ["no error", "{}", {}, lacks("error", "no error member")],
  ["no data", '{"error":0}', {}, lacks("data")],
  ["no id", success({ id: undefined }), {}, lacks("id")],
  ["no name", success({ name: undefined }), {}, lacks("name")],
  ["no ip", success({ ip: undefined }), {}, lacks("ip")],
  ["no key", success({ key: undefined }), {}, lacks("key")],
  [
    "nothing",
    " \n",
    {},
    [
      "empty answer",
      `The script printed nothing, which the manager cannot read. Only a debug line says so. ${STAYS}`,
      "Print an answer for every request: an error answer if there is no key.",
    ],
  ],
  [
    "prose",
    "no key",
    {},
    [
      "unreadable answer",
      `The manager cannot read the output as JSON and discards it. Only a debug line says so. ${STAYS}`,
      "Print one JSON object and nothing before it, neither on standard output nor on standard error.",
    ],
  ],
  [
    "a number for an id",
    success({ id: 1 }),
    {},
    [
      "wazuh-authd crashes",
      "The member id is not a string, so all of wazuh-authd crashes. Enrolment stops too, and nothing starts the daemon again.",
      "Print id as a string in quotes, and restart the manager.",
    ],
  ],
  [
    "a long id",
    success(),
    { request: "id:123456789" },
    [
      "request discarded",
      "wazuh-authd discards the request and does not call the script.",
      "A request is id: with at most 8 bytes or ip: with at most 19 bytes.",
    ],
  ],
  [
    "5.0",
    success(),
    { release: "5.0" },
    [
      "the feature was removed",
      "Wazuh 5.0 removed key polling: no daemon of this release calls the script.",
      "Register agents by enrolment or through the API, or set the release to a 4.x version.",
    ],
  ],
];

describe("the words of a verdict on an output", () => {
  it.each([...onOutputs])("%s", (_what, output, options, words) => {
    expect(wordsOf(judged(output, options))).toEqual(words);
  });
});

describe("the words of a verdict on a run", () => {
  const LATE = "The output was still open at the timeout, so the manager discards the answer.";
  const SOONER =
    "Answer sooner: set timeouts for the database, and close everything that keeps standard output open.";
  const HANGS =
    "The manager reads the answer only when the script has ended, and no timeout applies: its thread is lost until then.";
  const END =
    "Make the script end as soon as it has answered; do slow work in another process with its own session.";

  it.each<[string, Parameters<typeof judgedRun>[0], PollOptions, Words]>([
    [
      "code 127",
      { end: { kind: "exit", code: 127 } },
      {},
      [
        "could not run",
        `The program ended with exit code 127. For the manager this means that the program could not be started. ${STAYS}`,
        "Check the path, the permission to execute, the first line of the script and its interpreter.",
      ],
    ],
    [
      "code 127 with a reason",
      { end: { kind: "exit", code: 127 }, output: "/opt/x.sh: line 3: jq: command not found" },
      {},
      [
        "could not run",
        `The program ended with exit code 127. For the manager this means that the program could not be started. ${STAYS}`,
        "Install jq on the manager, or name it with its full path.",
      ],
    ],
    [
      "no process",
      { end: { kind: "no-process", reason: "EAGAIN" } },
      {},
      [
        "no process",
        `The manager could not make a process for the script. ${STAYS}`,
        "Look for limits on processes and memory of the daemon.",
      ],
    ],
    [
      "code 2",
      { end: { kind: "exit", code: 2 } },
      {},
      [
        "exit code 2",
        `The script ended with an exit code other than 0, so the manager discards its output. ${STAYS}`,
        "Exit with 0 even if there is no key; the answer itself says what is wrong.",
      ],
    ],
    [
      "code 1 with a reason",
      { end: { kind: "exit", code: 1 }, output: "ModuleNotFoundError: No module named 'ours'" },
      {},
      [
        "exit code 1",
        `The script ended with an exit code other than 0, so the manager discards its output. ${STAYS}`,
        "Install it for the interpreter that runs the script on the manager: the package that contains ours.",
      ],
    ],
    [
      "too late, and ended",
      { ...late, end: { kind: "signal", signal: "SIGTERM" }, ranOn: false },
      {},
      [
        "timed out",
        `${LATE} The script ended at the manager's signal or soon after, and the thread is free again.`,
        SOONER,
      ],
    ],
  ])("%s", (_what, run, options, words) => {
    expect(wordsOf(judgedRun(run, options))).toEqual(words);
  });

  it("hangs for one of two reasons", () => {
    const hangs = (timedOut: boolean) => judgedRun({ output: success(), timedOut, ranOn: true });
    for (const timedOut of [false, true]) {
      const verdict = hangs(timedOut);
      if (verdict.title !== "never ends") continue;
      const why = timedOut
        ? "The manager's signal does not end the script"
        : "The script closes its output and continues";
      expect(wordsOf(verdict)).toEqual(["never ends", `${why}. ${HANGS}`, END]);
    }
    expect(hangs(false).title).toBe("never ends");
  });

  it("is given for a socket that has no answer", () => {
    expect(wordsOf(judgedSource({ kind: "nothing" }))).toEqual([
      "no answer",
      `The socket gave no data, so there is no answer. ${STAYS}`,
      "Make sure that the socket daemon listens, and that it answers in one piece and within the timeout.",
    ]);
  });
});

const messageOf = (verdict: Verdict, rule: string): string | undefined =>
  verdict.findings.find((each) => each.rule === rule)?.message;

describe("why an output cannot be read", () => {
  it.each([
    ['{"error":0', "line 1, byte 11, the output ends before the object does"],
    ['{"error":0,\n"data":{"id', `line 2, byte 10, "id", a string is never closed`],
    ["{'error':0}", "line 1, byte 2"],
    ['{"a":True}', "line 1, byte 6"],
    ['{"a":undefined}', `line 1, byte 6, "undefined}", JSON has no undefined`],
    ['{"a":NaN}', `line 1, byte 6, "NaN}", JSON has no NaN`],
    ['{"a":nil}', `line 1, byte 6, "nil}", JSON has no nil`],
    ['{"a":-inf}', "line 1, byte 6"],
    ['{"a":1,// x\n"b":2}', "JSON has no comments"],
    ['{"a":1,/* x */"b":2}', "JSON has no comments"],
    ['{"a":# x\n1}', `line 1, byte 6, "# x\\n1}", JSON has no comments`],
    ['{"a":1, }', "there is a comma before the closing bracket"],
    ['{"a":[1,]}', "there is a comma before the closing bracket"],
    ['{"a":"\\x"}', "JSON does not know this escape"],
    ['{"a" "b"}', "a comma or a colon is missing"],
    ['{"a":1 "b":2}', "a comma or a colon is missing"],
    ["{a: 1}", "a member name has no quotes"],
    ['{"a":1, b_1 : 2}', "a member name has no quotes"],
    ["no key", `line 1, byte 1, "no key", a JSON value does not begin like this`],
    ["\n\n no key", "line 3, byte 2"],
    ['{"a":1;}', `line 1, byte 7, ";}", this is not valid JSON here`],
  ])("%j: %s", (output, text) => {
    const verdict = judged(output);
    const message = messageOf(verdict, "unreadable-json") ?? messageOf(verdict, "python-dict");
    expect(message).toContain(text);
  });

  it("may be a Python dict", () => {
    for (const output of ["{'error':0}", '{"a":None}', '{"a":True}', '{"a":False}', "{u'error':0}"]) {
      expect(messageOf(judged(output), "python-dict")).toMatch(
        /^The output is a Python dict and not JSON, so the manager discards it: at line 1, byte \d, .*, JSON has no (?:single quotes|None|True|False)\.$|^The output is a Python dict and not JSON, so the manager discards it: at line 1, byte 2, "u'error':0}", this is not valid JSON here\.$/,
      );
    }
    expect(messageOf(judged("['a']"), "python-dict")).toBeUndefined();
    expect(messageOf(judged("'a'"), "unreadable-json")).toContain("JSON has no single quotes");
  });
});

describe("what is said about an output", () => {
  const good = success();
  it.each<[output: string, rule: string, text: string, options?: PollOptions]>([
    [
      "",
      "empty-output",
      "The script printed nothing. The manager cannot read this as an answer, and only a debug line says so.",
    ],
    [`{\0"\0e\0r\0`, "utf-16-output", "The output is UTF-16, which the manager cannot read."],
    [`\0{\0"\0e\0r`, "utf-16-output", "The output is UTF-16, which the manager cannot read."],
    [
      `start\n${good}`,
      "text-before-json",
      `"start…" comes before the JSON, so the manager cannot read the answer.`,
    ],
    [
      `+ date\n${good}`,
      "text-before-json",
      `"+ date…", which looks like a shell trace (set -x), comes before the JSON, so the manager cannot read the answer.`,
    ],
    [
      `x.sh: line 3: jq: command not found\n${good}`,
      "text-before-json",
      `"x.sh: line 3: jq: command not found…" (the shell does not find the program jq) comes before the JSON, so the manager cannot read the answer.`,
    ],
    [`${good}\nend`, "text-after-json", `"end" comes after the JSON. The manager ignores it.`],
    [
      `${good}\n[1]`,
      "several-objects",
      "The script printed more than one value; the manager reads the first and ignores the rest.",
    ],
    [
      `${good}${good}`,
      "several-objects",
      "The script printed more than one value; the manager reads the first and ignores the rest.",
    ],
    [
      "12 x",
      "root-not-object",
      "The answer is a number, not an object, so the manager finds no member error and discards it.",
    ],
    [
      '"x"',
      "root-not-object",
      "The answer is a string, not an object, so the manager finds no member error and discards it.",
    ],
    [
      `2024-01-01\n${good}`,
      "root-not-object",
      `The output begins with "2024-01-01\\n{"error":0,"data":{"id":"001"…". The manager reads the number as the whole answer, and ignores the object after it.`,
    ],
    [
      `\ufeff${good}`,
      "json-byte-order-mark",
      "The output begins with a UTF-8 byte-order mark, which this release skips; 3.8 does not.",
    ],
    [
      `\ufeff${good}`,
      "json-byte-order-mark",
      "The output begins with a UTF-8 byte-order mark, and this release cannot read what follows it.",
      { release: "3.8" },
    ],
    [
      `${good}\0more`,
      "nul-in-output",
      `The output has a NUL byte after ${good.length} bytes, and the manager does not see the 5 bytes from there on.`,
    ],
    [
      "Traceback (most recent call last):\n",
      "unreadable-json",
      `The manager cannot read the output and discards it: at line 1, byte 1, "Traceback (most recent call last):…", a JSON value does not begin like this. It looks like a Python traceback.`,
    ],
  ])("%j: %s", (output, rule, text, options = {}) => {
    expect(messageOf(judged(output, options), rule)).toBe(text);
  });

  it("hides a key in what it quotes, also one that is cut", () => {
    const before = `${"x".repeat(30)} ${KEY} ${good}`;
    expect(messageOf(judged(before), "text-before-json")).toContain(`"${"x".repeat(30)} ••••••••`);
    expect(messageOf(judged(`${good}\n${KEY}`), "text-after-json")).toContain('"••••••••"');
  });
});

const code = (number: number) => ({ kind: "exit", code: number }) as const;
const SIGTERM = { kind: "signal", signal: "SIGTERM" } as const;
const onRuns: readonly (readonly [string, Parameters<typeof judgedRun>[0], string])[] = [
  [
    "script-not-run",
    { end: { kind: "not-started", reason: "ENOENT" } },
    "The program cannot be started (ENOENT), and the answer is lost.",
  ],
  [
    "script-not-run",
    { end: code(127) },
    "The program ended with exit code 127. For the manager this means that it could not start the program, so the answer is lost.",
  ],
  [
    "script-not-run",
    { end: code(127), output: "x.sh: line 3: jq: command not found" },
    "The program ended with exit code 127. For the manager this means that it could not start the program, so the answer is lost. The shell does not find the program jq.",
  ],
  [
    "no-process",
    { end: { kind: "no-process", reason: "EAGAIN" } },
    "The manager cannot make a process for the script (EAGAIN), and the request fails.",
  ],
  [
    "exit-code",
    { end: code(1), output: success() },
    "The script ended with exit code 1, so the manager discards the answer, although it is valid JSON.",
  ],
  [
    "exit-code",
    { end: code(3), output: "7" },
    "The script ended with exit code 3, so the manager discards the output.",
  ],
  [
    "exit-code",
    { end: code(1), output: "Traceback (most recent call last):\n" },
    "The script ended with exit code 1, so the manager discards the output; it looks like a Python traceback.",
  ],
  [
    "killed-by-signal",
    { end: SIGTERM, output: success() },
    "The script was killed by SIGTERM. The manager treats that as exit code 0 and reads what had been printed by then.",
  ],
  [
    "killed-by-signal",
    { end: SIGTERM, output: " \n" },
    "The script was killed by SIGTERM. The manager treats that as exit code 0 and finds nothing to read.",
  ],
  ["killed-by-signal", { ...late, end: SIGTERM }, "The script was ended by SIGTERM at the timeout."],
  [
    "timed-out",
    { ...late, end: SIGTERM },
    "The output was still open at the timeout, so the manager discards the answer, even if it is complete.",
  ],
  [
    "timed-out",
    { ...late, output: "{", end: SIGTERM },
    "The output was still open at the timeout, so the manager discards the answer.",
  ],
  [
    "output-limit",
    { output: success(), overLimit: true },
    "The script printed more than 64 MiB. The manager stops reading there and uses what it has read.",
  ],
  [
    "hangs",
    { output: success(), ranOn: true },
    "The script has closed its output and continues. The manager waits for its end without a limit, and logs nothing.",
  ],
];

describe("what is said about a run", () => {
  it.each([...onRuns])("%s: %j", (rule, run, text) => {
    expect(messageOf(judgedRun(run), rule)).toBe(text);
  });

  it.each<[string, string, PollOptions]>([
    [
      "request-discarded",
      "The request 'xx:1' begins neither with id: nor with ip:, so wazuh-authd rejects it; the script is not called.",
      { request: "xx:1" },
    ],
    [
      "request-discarded",
      "The request 'id:123456789' has a value of 9 bytes, and wazuh-authd discards a request with more than 8; the script is not called.",
      { request: "id:123456789" },
    ],
    [
      "request-discarded",
      "The request 'ip:255.255.255.255/3200' has a value of 20 bytes, and wazuh-authd discards a request with more than 19; the script is not called.",
      { request: "ip:255.255.255.255/3200" },
    ],
    [
      "request-discarded",
      "The request 'ip:2001:0db8:0000:0000:0001' has a value of 24 bytes, and wazuh-authd discards a request with more than 19; the script is not called. No IPv6 address is ever asked for: the manager writes them with 39 bytes.",
      { request: "ip:2001:0db8:0000:0000:0001" },
    ],
    [
      "worker-cannot-register",
      "A worker of this release runs no registration service: the answer is lost.",
      { release: "3.13", settings: worker },
    ],
    [
      "worker-cannot-register",
      "A worker of this release refuses to register any agent: the answer is lost.",
      { release: "4.2", settings: worker },
    ],
  ])("%s: %s", (rule, text, options) => {
    expect(messageOf(judged(success(), options), rule)).toBe(text);
  });

  it("tells a socket without an answer, and an answer that comes late but counts", () => {
    expect(messageOf(judgedSource({ kind: "nothing" }), "no-answer")).toBe(
      "The socket gave no data: the request fails, and the agent stays unknown.",
    );
    const read = judgedRun({ ...late, ranOn: false }, { release: "3.8" });
    expect(messageOf(read, "late-but-read")).toBe(
      "The timeout ended before the script did. This release ignores that, reads what was printed, and logs nothing.",
    );
  });

  it("does not blame a worker that passes the answer on", () => {
    expect(messageOf(judged(success(), { settings: worker }), "worker-cannot-register")).toBeUndefined();
  });
});

describe("what is said about an address", () => {
  const NINE = "the manager refuses the agent with 9006, No such IP";
  it.each([
    ["", "is empty"],
    ["Any", "is not any, which counts only in lower case and without blanks"],
    ["!ANY", "is not any, which counts only in lower case and without blanks"],
    [" any", "is not any, which counts only in lower case and without blanks"],
    ["10.0.0.1 ", "has blanks around or in it"],
    ["10.0.0.1,10.0.0.2", "is a list, and a record has one address"],
    ["10.0.0.1;10.0.0.2", "is a list, and a record has one address"],
    ["fe80::1%eth0", "has a zone, which the manager does not know"],
    ["[fe80::1]", "has brackets"],
    ["fe80::1]", "has brackets"],
    ["10.0.0.300", "has a number above 255 or with a leading zero"],
    ["010.0.0.1", "has a number above 255 or with a leading zero"],
    ["10.0.0.1/33", "has a mask or a number that does not exist"],
    ["10.0.0.1/", "has a mask or a number that does not exist"],
    ["web-01.example", "is a name, and the manager looks up no names"],
    ["1web", "is not an IP address"],
    ["10.0.0", "is not an IP address"],
    ["10.0.0.1.1", "is not an IP address"],
  ])("%j %s", (ip, why) => {
    expect(messageOf(judged(success({ ip })), "address-refused")).toBe(
      `The address '${ip}' ${why}: ${NINE}.`,
    );
  });
});

const onAddresses: readonly (readonly [string, string, string, string, string?])[] = [
  [
    "4.3",
    "fe80::1",
    "address-refused",
    "The address 'fe80::1' is IPv6, which is accepted from 4.4 on: wazuh-authd exits at this address, and no agent can register until it is started again.",
  ],
  [
    "4.3",
    "0.0.0.0",
    "address-refused",
    "The address '0.0.0.0' is not an address in this release: wazuh-authd exits at this address, and no agent can register until it is started again.",
  ],
  [
    "3.13",
    "localhost",
    "address-refused",
    "The address 'localhost' is a name, and the manager looks up no names: ossec-authd exits at this address, and no agent can register until it is started again.",
  ],
  [
    "4.3",
    "010.0.0.1",
    "address-misread",
    "This release reads '010.0.0.1' as 8.0.0.1 with mask 255.255.255.255, which is another address.",
  ],
  [
    "4.3",
    "999.1.1.1",
    "address-misread",
    "This release reads '999.1.1.1' as 255.255.255.255 with mask 255.255.255.255, which is another address.",
  ],
  [
    "4.14",
    "!10.0.0.1",
    "address-changes",
    "The manager removes the ! of '!10.0.0.1': only this address may connect, instead of all others.",
  ],
  [
    "4.14",
    "10.0.0.0/255.0.255.0",
    "address-changes",
    "The manager writes '10.0.0.0/255.0.255.0' to client.keys as '10.0.0.0', which allows other source addresses.",
  ],
  [
    "4.14",
    "0.0.0.0",
    "zero-address",
    "The address 0.0.0.0 matches only itself, so no agent can connect; it does not mean any.",
  ],
  [
    "4.14",
    "10.0.0.0/8",
    "mask-hides-duplicates",
    "The manager looks for duplicates of an address with its mask, but stores addresses without masks. It does not notice another agent with this network.",
  ],
  [
    "4.14",
    "any",
    "other-address",
    "The request was for '10.0.0.7', but the answer says 'any'. An agent that is requested by address sends no id, so the manager looks for exactly its address, does not find it, and asks again.",
    "ip:10.0.0.7",
  ],
  [
    "4.14",
    "10.0.0.8",
    "other-address",
    "The request was for '10.0.0.7', but the answer says '10.0.0.8'. An agent that is requested by address sends no id, so the manager looks for exactly its address, does not find it, and asks again.",
    "ip:10.0.0.7",
  ],
];

describe("what is said about an address, by release", () => {
  for (const [release, ip, rule, text, request = "id:001"] of onAddresses) {
    it(`${release}, ${ip}: ${rule}`, () => {
      expect(messageOf(judged(success({ ip }), { release, request }), rule)).toBe(text);
    });
  }

  it.each([
    ["4.14", "any", "id:001"],
    ["4.14", "10.0.0.7", "ip:10.0.0.7"],
    ["4.14", "fe80::7", "id:001"],
    ["4.3", "any", "id:001"],
    ["4.3", "10.0.0.7", "id:001"],
    ["4.3", "!10.0.0.7", "id:001"],
  ])("%s has nothing to say about %s", (release, ip, request) => {
    const { findings } = judged(success({ ip }), { release, request });
    expect(findings.filter(({ rule }) => /address|mask/.test(rule) && rule !== "agent-address")).toEqual([]);
  });
});

describe("the daemon that writes a message", () => {
  const of = (version: string) => {
    const release = releaseFor(version);
    if (release === undefined) throw new Error(version);
    return release;
  };

  it("is not known only of messages about reading files", () => {
    const last = of("4.14");
    expect(messageIds.filter((id) => tagOf(id, last) === undefined).sort()).toEqual([
      "agent-database-there",
      "agent-group-file",
      "agent-information-read",
      "agent-list-not-read",
      "agent-query-failed",
      "agent-without-keys",
      "answer-without-agent",
      "configuration-error",
      "element-unknown",
      "key-store-misused",
      "keys-counted",
      "keys-not-found",
      "keys-not-readable",
      "keys-not-replaced",
      "no-records",
      "random-container-reset",
      "reading-key-failed",
      "sender-counter",
      "too-many-agents",
    ]);
  });

  it.each([
    ["unknown-id", "ossec-remoted", "wazuh-remoted", "wazuh-manager-remoted"],
    ["not-valid-ip", "ossec-authd", "wazuh-authd", "wazuh-manager-authd"],
    ["enrolment-requested", "ossec-authd", "wazuh-authd", "wazuh-manager-authd"],
    ["not-decrypted", "ossec-remoted", "wazuh-remoted", "wazuh-manager-remoted"],
    ["invalid-command", "wazuh-modulesd", "wazuh-authd", "wazuh-manager-authd"],
    ["wodle-ignored", "wazuh-modulesd", "wazuh-modulesd", "wazuh-modulesd"],
    ["id-too-long", "wazuh-modulesd:agent-key-polling", "wazuh-authd", "wazuh-manager-authd"],
  ] as const)("%s: %s, %s, %s", (id, ...tags) => {
    expect(["3.13", "4.14", "5.0"].map((version) => tagOf(id, of(version)))).toEqual(tags);
  });

  it("is the master's partner for a refusal of the master", () => {
    expect(["4.2", "4.3", "4.14"].map((version) => tagOf("master-refused", of(version)))).toEqual([
      "wazuh-authd",
      "wazuh-modulesd",
      "wazuh-authd",
    ]);
  });

  it.each([
    ["3.13", "ossec", "wazuh"],
    ["4.14", "wazuh", "wazuh"],
    ["5.0", "wazuh-manager", "wazuh-manager"],
  ])("has a name of %s", (version, own, other) => {
    const tags = new Set(messageIds.map((id) => tagOf(id, of(version))));
    const names = [
      `${own}-authd`,
      `${own}-remoted`,
      `${own}-monitord`,
      `${other}-db`,
      `${other}-clusterd`,
      `${other}-apid`,
    ];
    const modules = [`${other}-modulesd:database`, `${other}-modulesd:agent-upgrade`, "wazuh-modulesd"];
    const polls = version === "3.13" ? ["wazuh-modulesd:agent-key-polling"] : [];
    const agent = version === "3.13" ? "ossec-agentd" : "wazuh-agentd";
    expect(tags).toEqual(new Set([undefined, agent, ...names, ...modules, ...polls]));
  });

  it("polls, or passes requests on", () => {
    expect(
      (
        ["id-too-long", "invalid-command", "output-limit", "poller-not-reached", "poller-lost"] as const
      ).filter((id) => !isOfPolling(id)),
    ).toEqual([]);
    expect(
      (
        [
          "unknown-id",
          "not-valid-ip",
          "cluster-error",
          "master-refused",
          "no-records",
          "keys-changed",
        ] as const
      ).filter(isOfPolling),
    ).toEqual([]);
  });
});
