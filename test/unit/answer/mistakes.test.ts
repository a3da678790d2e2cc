/** Common mistakes in poll scripts, and their results. */

import { describe, expect, it } from "vitest";
import type { VerdictState } from "../../../core/lint/answer/index.ts";
import { judged, KEY, success } from "./polls.ts";

const K64 = KEY;
const good = success();

type Mistake = readonly [
  title: string,
  output: string,
  state: VerdictState,
  rules: readonly string[],
  options?: { release?: string; request?: string },
];

/** What was printed → outcome, and the rules of the manager in alphabetical order. Newest release and id:001 unless stated. */
const cases: readonly Mistake[] = [
  ["a good answer", good, "registered", []],
  ["a proper miss", '{"error": 4, "message": "No agent key found"}', "answered-no", []],
  ["a good answer by address", success({ ip: "10.0.0.1" }), "registered", [], { request: "ip:10.0.0.1" }],
  ["a line feed at the end", `${good}\n`, "registered", []],

  // Before, after and instead of the JSON.
  ["nothing", "", "failed", ["empty-output"]],
  ["a line feed only", "\n", "failed", ["empty-output"]],
  ["a Python warning first", `/opt/p.py:3: DeprecationWarning: x\n${good}`, "failed", ["text-before-json"]],
  ["a shell trace first", `+ echo\n${good}`, "failed", ["text-before-json"]],
  [
    "a PHP notice first",
    `PHP Notice:  Undefined index: x in /opt/p.php on line 3\n${good}`,
    "failed",
    ["text-before-json"],
  ],
  ["a log line with a date first", `2024-01-01 10:00:00 INFO start\n${good}`, "failed", ["root-not-object"]],
  ["a word that is JSON first", `true\n${good}`, "failed", ["root-not-object"]],
  [
    "a traceback",
    'Traceback (most recent call last):\n  File "/opt/p.py", line 1\nNameError: x\n',
    "failed",
    ["unreadable-json"],
  ],
  ["prose", "no such agent\n", "failed", ["unreadable-json"]],
  ["print(dict)", "{'error': 0, 'data': {'id': '001'}}", "failed", ["python-dict"]],
  ["print(dict) by Python 2", "{u'error': 0}", "failed", ["python-dict"]],
  ["None for null", '{"error": 0, "data": {"id": None}}', "failed", ["python-dict"]],
  ["a trailing comma", '{"error": 0, "data": {"id": "001",}}', "failed", ["unreadable-json"]],
  ["names without quotes", "{error: 0}", "failed", ["unreadable-json"]],
  ["half an object", good.slice(0, -1), "failed", ["unreadable-json"]],
  ["a quote in a hand-made name", success().replace("web-01", 'we"b'), "failed", ["unreadable-json"]],
  ["UTF-16", [...good].map((letter) => `${letter}\0`).join(""), "failed", ["utf-16-output"]],
  ["a byte-order mark", `\ufeff${good}`, "registered", ["json-byte-order-mark"]],
  ["a byte-order mark on 3.8", `\ufeff${good}`, "failed", ["json-byte-order-mark"], { release: "3.8" }],
  ["text after it", `${good}\ndone\n`, "registered", ["text-after-json"]],
  ["two objects", `${good}\n${good}`, "registered", ["several-objects"]],
  ["a list", `[${good}]`, "failed", ["root-not-object"]],
  ["a string", '"not found"', "failed", ["root-not-object"]],
  ["a NUL in the middle", `{"error":0,\0${good}`, "failed", ["nul-in-output", "unreadable-json"]],
  ["a NUL after it", `${good}\0x`, "registered", ["nul-in-output"]],

  // Members.
  ["an empty object", "{}", "failed", ["no-error-member"]],
  ["only data", '{"data": {"id": "001"}}', "failed", ["no-error-member"]],
  ["no data", '{"error": 0}', "failed", ["no-data-member"]],
  ["data in a list", `{"error": 0, "data": [{"id": "001"}]}`, "failed", ["data-not-object"]],
  ["no key", success({ key: undefined }), "failed", ["no-agent-member"]],
  [
    "error as a string",
    '{"error": "4", "message": "x"}',
    "failed",
    ["error-counts-as-zero", "no-data-member"],
  ],
  [
    "error as a string in a success",
    success().replace('"error":0', '"error":"0"'),
    "registered",
    ["error-counts-as-zero"],
  ],
  ["error null", success().replace('"error":0', '"error":null'), "registered", ["error-counts-as-zero"]],
  ["error true", '{"error": true, "message": "x"}', "answered-no", ["error-not-integer"]],
  [
    "a fraction below one",
    '{"error": 0.5, "message": "x"}',
    "failed",
    ["error-counts-as-zero", "no-data-member"],
  ],
  ["a fraction above one", '{"error": 1.5, "message": "x"}', "answered-no", ["error-not-integer"]],
  ["an error without a message", '{"error": 4}', "answered-no", ["error-without-message"]],
  ["message null", '{"error": 4, "message": null}', "answered-no", ["message-not-text"]],
  ["message empty", '{"error": 4, "message": ""}', "answered-no", ["message-not-text"]],
  ["an error with data", `{"error": 4, "message": "x", "data": {}}`, "answered-no", ["data-ignored"]],
  ["id as a number", success({ id: 1 }), "failed", ["member-not-string"]],
  ["id as a number on 4.3", success({ id: 1 }), "failed", ["member-not-string"], { release: "4.3" }],
  ["key null", success({ key: null }), "failed", ["member-not-string"]],
  ["name null on 3.13", success({ name: null }), "failed", ["member-not-string"], { release: "3.13" }],
  ["error twice", success().replace('"error":0', '"error":0,"error":4'), "registered", ["duplicate-member"]],
  [
    "an Error before the error",
    `{"Error": 4, "message": "x", "error": 0}`,
    "answered-no",
    ["duplicate-member", "member-case"],
  ],
  ["names in capitals", success().replace('"data"', '"DATA"'), "registered", ["member-case"]],
  ["a name cut at \\u0000", success({ name: "web-01\0junk" }), "registered", ["cut-at-nul"]],

  // The agent.
  ["an id without zeros", success({ id: "1" }), "registered", ["id-not-padded"]],
  ["another id", success({ id: "002" }), "registered", ["other-id"]],
  ["an id of nine digits", success({ id: "123456789" }), "registered", ["id-not-usable", "other-id"]],
  ["an id that is not a number", success({ id: "web" }), "registered", ["id-not-usable", "other-id"]],
  ["the id of the manager", success({ id: "000" }), "registered", ["id-not-usable"], { request: "id:000" }],
  ["an empty id", success({ id: "" }), "failed", ["id-hides-line", "other-id"]],
  ["an id that begins a comment", success({ id: "#01" }), "failed", ["id-hides-line", "other-id"]],
  ["a blank in the id", success({ id: "0 1" }), "failed", ["blank-shifts-fields", "other-id"]],
  ["a blank in the name", success({ name: "my agent" }), "failed", ["blank-shifts-fields"]],
  ["a name with !", success({ name: "!web" }), "failed", ["name-marks-removal"]],
  ["a name with #", success({ name: "#web" }), "failed", ["name-marks-removal"]],
  ["a line feed in the name", success({ name: "web\n" }), "failed", ["line-feed-in-value"]],
  ["an empty name", success({ name: "" }), "registered", ["empty-name"]],
  ["a name of 128 bytes", success({ name: "n".repeat(128) }), "registered", ["longer-than-127-bytes"]],
  ["a name of one letter", success({ name: "w" }), "registered", ["name-refused-elsewhere"]],
  ["a name with a dot first", success({ name: ".web" }), "registered", ["name-refused-elsewhere"]],
  ["a name with a dot first on 4.9", success({ name: ".web" }), "registered", [], { release: "4.9" }],
  ["the name of the manager", success({ name: "wazuh-manager" }), "failed", ["name-of-manager"]],
  ["an empty key", success({ key: "" }), "failed", ["empty-key"]],
  ["None as key", success({ key: "None" }), "failed", ["answer-placeholder-key"]],
  ["a blank before the key", success({ key: ` ${K64}` }), "registered", ["key-with-blank"]],
  ["a carriage return after the key", success({ key: `${K64}\r` }), "registered", ["key-with-blank"]],
  ["a blank in the key", success({ key: "correct horse" }), "registered", ["key-with-blank"]],
  ["a line feed after the key", success({ key: `${K64}\n` }), "failed", ["line-feed-in-value"]],
  ["a key of 128 bytes", success({ key: "k".repeat(128) }), "registered", ["longer-than-127-bytes"]],

  // The address.
  ["Any", success({ ip: "Any" }), "failed", ["address-refused"]],
  ["Any on 4.3", success({ ip: "Any" }), "failed", ["address-refused"], { release: "4.3" }],
  ["a host name", success({ ip: "web.example.org" }), "failed", ["address-refused"]],
  ["an empty address", success({ ip: "" }), "failed", ["address-refused"]],
  ["an address with a blank", success({ ip: "10.0.0.1 " }), "failed", ["address-refused"]],
  ["IPv6 on 4.3", success({ ip: "2001:db8::1" }), "failed", ["address-refused"], { release: "4.3" }],
  ["0.0.0.0 on 4.3", success({ ip: "0.0.0.0" }), "failed", ["address-refused"], { release: "4.3" }],
  ["0.0.0.0", success({ ip: "0.0.0.0" }), "registered", ["zero-address"]],
  ["a line feed after the address", success({ ip: "10.0.0.1\n" }), "failed", ["line-feed-in-value"]],
  ["a network", success({ ip: "10.0.0.0/8" }), "registered", ["mask-hides-duplicates"]],
  [
    "a mask with holes",
    success({ ip: "10.0.0.0/255.0.255.0" }),
    "registered",
    ["address-changes", "mask-hides-duplicates"],
  ],
  ["all but one", success({ ip: "!10.0.0.1" }), "registered", ["address-changes"]],
  ["an octal number on 4.3", success({ ip: "010.0.0.1" }), "failed", ["address-misread"], { release: "4.3" }],
  [
    "a number above 255 on 3.8",
    success({ ip: "256.1.1.1" }),
    "failed",
    ["address-misread"],
    { release: "3.8" },
  ],
  ["any for a request by address", success(), "registered", ["other-address"], { request: "ip:10.0.0.1" }],
  [
    "another address than asked",
    success({ ip: "10.0.0.2" }),
    "registered",
    ["other-address"],
    { request: "ip:10.0.0.1" },
  ],

  // Not the script's fault.
  ["an id of nine digits is asked", good, "failed", ["request-discarded"], { request: "id:000000001" }],
  [
    "an IPv6 address is asked",
    good,
    "failed",
    ["request-discarded"],
    { request: "ip:2001:0DB8:0000:0000:0000:0000:0000:0001" },
  ],
  ["a request without selector", good, "failed", ["request-discarded"], { request: "001" }],
  ["5.0", good, "failed", ["feature-removed"], { release: "5.0" }],
];

describe("what the manager does with an answer", () => {
  for (const [title, output, state, rules, options] of cases) {
    it(title, () => {
      const verdict = judged(output, options);
      const found = verdict.findings.filter((each) => each.authority === "manager").map((each) => each.rule);
      expect({ state: verdict.state, rules: found.sort() }).toEqual({ state, rules: [...rules] });
    });
  }
});

describe("what a finding points at", () => {
  const places: readonly (readonly [rule: string, output: string, expected: string])[] = [
    ["text-before-json", `oops\n${good}`, "oops\n"],
    ["member-not-string", success({ id: 7 }), "7"],
    ["contract-id", success({ id: "1" }), '"1"'],
    ["contract-data", success({ port: 1 }), '"port"'],
    ["duplicate-member", success().replace('"error":0', '"error":0,"error":4'), '"error"'],
    ["text-after-json", `${good} bye`, "bye"],
    ["python-dict", "{'error': 0}", "'"],
  ];
  const shown = (output: string, rule: string): string | undefined => {
    const span = judged(output).findings.find((each) => each.rule === rule)?.span;
    return span === undefined ? undefined : output.slice(span.start, span.end);
  };

  it.each(places)("%s", (rule, output, expected) => {
    expect(shown(output, rule)).toBe(expected);
  });
});
