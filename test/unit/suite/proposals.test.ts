/** What is proposed for a first suite, and how a verdict differs from what a sample expects. */

import { describe, expect, it } from "vitest";
import { type KeyEntry, keyFingerprint, newestRelease, readKeyFile } from "../../../core/manager/index.ts";
import {
  expectationText,
  expectVerdict,
  proposeArguments,
  proposeRegistrationSuite,
  proposeSuite,
  readSuite,
  unknownPlaceholder,
  wantsAgain,
} from "../../../core/suite/index.ts";
import { judged, judgedRun, KEY, success } from "../answer/polls.ts";

describe("the first suite of a registration script", () => {
  const propose = (more: { release?: string; clientKeys?: string }) =>
    proposeRegistrationSuite({
      command: "register.sh {name}",
      name: "web-01",
      release: undefined,
      clientKeys: undefined,
      ...more,
    });

  it("registers an agent, does it again, and tries a name that is refused", () => {
    const text = propose({});
    expect(JSON.parse(text)).toEqual({
      registration: "register.sh {name}",
      working_directory: ".",
      samples: [
        {
          register: "web-01",
          expect: { registered: { name: "web-01" }, exit_code: 0, findings: [] },
          tags: ["new"],
          note: "a new agent: the script registers it, and nothing is found",
        },
        {
          register: "web-01",
          expect: { registered: true, second_run: "unchanged" },
          tags: ["again"],
          note: "again on the same machine: no second agent, and no new key",
        },
        {
          register: "a name with blanks",
          expect: { registered: false },
          tags: ["refused"],
          note: "the manager rejects the name; expect registered if the script replaces the blanks",
        },
      ],
    });
    expect(readSuite(text).kind).toBe("registration");
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("has the release and the agents if they are known", () => {
    expect(JSON.parse(propose({ release: "4.3", clientKeys: "client.keys" }))).toMatchObject({
      release: "4.3",
      client_keys: "client.keys",
    });
    expect(propose({})).not.toMatch(/release|client_keys/);
  });
});

describe("the first suite of a poll script", () => {
  const recordsOf = (text: string): readonly KeyEntry[] =>
    readKeyFile(text, { release: newestRelease, passEmpty: true }).store.entries;
  const propose = (keys: string, script: string, more: object = {}) => {
    const given = { execPath: "x.py", script, records: recordsOf(keys), recordsOf: "client.keys" };
    const text = proposeSuite({ ...given, clientKeys: undefined, release: undefined, ...more });
    const suite: { samples: readonly { request: string; expect: object; tags: string[]; note: string }[] } =
      JSON.parse(text);
    return suite;
  };
  const hit = (request: string, registered: unknown, note: string) => ({
    request,
    expect: { registered },
    tags: ["hit"],
    note,
  });

  it("asks for agents of the file", () => {
    const keys = `001 web 10.0.0.1 ${KEY}\n002 db 10.0.0.0/24 ${KEY}\n003 mail any ${KEY}\n`;
    expect(propose(keys, "").samples.slice(0, 3)).toEqual([
      hit("id:001", { id: "001", name: "web" }, "an agent of client.keys"),
      hit("id:003", { id: "003", name: "mail" }, "an agent of client.keys"),
      hit("ip:10.0.0.1", { id: "001", name: "web" }, "the address of an agent of client.keys"),
    ]);
    const one = propose(`002 db 10.0.0.0/24 ${KEY}\n`, "").samples.map(({ request }) => request);
    expect(one.slice(0, 2)).toEqual(["id:002", "id:98001"]);
    // No IPv6 address is asked for.
    const v6 = propose(`002 db fe80::1 ${KEY}\n`, "").samples.map(({ request }) => request);
    expect(v6.slice(0, 2)).toEqual(["id:002", "id:98001"]);
    expect(propose(`98001 web any ${KEY}\n`, "").samples[1]?.request).toBe("id:98002");
  });

  it.each([
    ["", [hit("id:001", { id: "001" }, "write the id of an agent that the script knows")]],
    ["if id == '017':", [hit("id:017", { id: "017" }, "an id that the script contains")]],
    ['if ip == "10.20.30.40"', [hit("ip:10.20.30.40", true, "an address that the script contains")]],
    [
      `x("017", "1.2.3.4")`,
      [
        hit("id:017", { id: "017" }, "an id that the script contains"),
        hit("ip:1.2.3.4", true, "an address that the script contains"),
      ],
    ],
  ])("asks for what stands in %j", (script, samples) => {
    expect(propose("", script).samples.slice(0, samples.length)).toEqual(samples);
    expect(propose("", script).samples[samples.length]?.request).toBe("id:98000");
  });

  it("asks for nobody, for several, and for nothing", () => {
    const shared = `001 web 10.0.0.1 ${KEY}\n002 db 10.0.0.1 ${KEY}\n`;
    const others = (keys: string, script: string) => propose(keys, script).samples.slice(-5);
    const sample = (request: string, error: unknown, tag: string, note: string) => ({
      request,
      expect: { error },
      tags: [tag],
      note,
    });
    const bad = [
      sample("id:abc", true, "bad-argument", "no id at all, but the manager passes it on"),
      sample("id:", true, "bad-argument", "an empty value, which the manager passes on too"),
    ];
    expect(others("", "")).toEqual([
      sample("id:98000", true, "miss", "no agent has this id"),
      sample("ip:192.0.2.1", true, "miss", "no agent can have this address"),
      sample(
        "ip:192.0.2.2",
        true,
        "ambiguous",
        "write an address that several agents have: the script must not guess",
      ),
      ...bad,
    ]);
    expect(others(shared, 'ERROR(4, ""); errorAnswer(5, "")')).toEqual([
      sample("id:98002", 4, "miss", "no agent has this id"),
      sample("ip:192.0.2.1", 4, "miss", "no agent can have this address"),
      sample("ip:10.0.0.1", 5, "ambiguous", "several agents have this address: the script must not guess"),
      ...bad,
    ]);
    expect(others("", "error(44)")[0]?.expect).toEqual({ error: true });
  });

  it("has what else is known", () => {
    const more = { release: "4.3", clientKeys: "client.keys", environment: { A: "1" } };
    expect(propose("", "", more)).toMatchObject({
      exec_path: "x.py",
      working_directory: ".",
      release: "4.3",
      client_keys: "client.keys",
      environment: { A: "1" },
    });
    expect(Object.keys(propose("", ""))).toEqual(["exec_path", "working_directory", "samples"]);
  });
});

describe("the proposed arguments of a registration script", () => {
  it.each([
    ["usage: x NAME", "{name}"],
    ["Usage x AGENT", "{name}"],
    ["usage: x AGENT_NAME", "{name}"],
    ["usage: x AGENTNAME", "{name}"],
    ["usage: x  <HOST>\t<PORT>", "{host} {port}"],
    ["usage: x SERVER", "{host}"],
    ["usage: x WAZUH_MANAGER", "{host}"],
    ["usage: x WAZUH-SERVER-ADDRESS", "{host}"],
    ["usage: x MANAGER_IP", "{host}"],
    ["usage: x API", "{api}"],
    ["usage: x URL", "{api}"],
    ["usage: x API_URL", "{api}"],
    ["usage: x APIURL", "{api}"],
    ["usage: x USER PASSWORD", "{user} {password}"],
    ["usage: x USERNAME API_PASSWORD", "{user} {password}"],
    ["usage: x CA", "{ca}"],
    ["usage: x CA_FILE", "{ca}"],
    ["usage: x CACERT", "{ca}"],
    ["usage: x NAME IP", "{name} any"],
    ["usage: x NAME AGENT_ADDRESS", "{name} any"],
    ["usage: x NAME [GROUP]", "{name}"],
    ["# ./my-script.py NAME PORT", "{name} {port}"],
    ["script.ps1 NAME", "{name}"],
  ])("%j: %j", (text, line) => {
    expect(proposeArguments(`#!/bin/sh\n${text}\n`)[0]).toEqual({ line, why: "usage" });
  });

  it.each(["usage: x NAMES", "usage: x MY_NAME", "usage: x AGENTS", "usage: x XAGENT", "usage: x GHOST"])(
    "%j is not understood",
    (text) => {
      expect(proposeArguments(`${text}\n`)).toEqual([
        { line: "{name}", why: "name" },
        { line: "{name} any", why: "name-and-address" },
        { line: "", why: "none" },
      ]);
    },
  );

  it.each([
    "usage: x HOSTS",
    "usage: x PORTS",
    "usage: x EXPORT",
    "usage: x APIS",
    "usage: x MYAPI",
    "usage: x USERS",
    "usage: x SUPERUSER",
    "usage: x PASSWORDS",
    "usage: x MYPASSWORD",
    "usage: x CACHE",
    "usage: x MECCA",
    "usage: x IPS",
    "usage: x MYIP",
  ])("%j is not understood either", (text) => {
    expect(proposeArguments(`${text}\n`)[0]).toEqual({ line: "{name}", why: "name" });
  });

  it("come before the usual ones, each once", () => {
    expect(proposeArguments("usage: x NAME IP\n").map(({ line }) => line)).toEqual([
      "{name} any",
      "{name}",
      "",
    ]);
    expect(unknownPlaceholder("none")).toBeUndefined();
  });
});

describe("a verdict beside what is expected", () => {
  const registered = (fields: object, more: object = {}) =>
    ({ kind: "registered", fields, replaces: undefined, again: undefined, ...more }) as const;
  const good = judged(success());

  it("is asked for again only if it is registered", () => {
    const again = registered({}, { again: "same" });
    expect(wantsAgain(good, again)).toBe(true);
    expect(wantsAgain(judged(""), again)).toBe(false);
    expect(wantsAgain(good, registered({}))).toBe(false);
    expect(wantsAgain(good, { kind: "good-end" })).toBe(false);
  });

  it.each([
    [success(), "same"],
    [success({ name: "web-02" }), "same address and key, other name (web-01 → web-02)"],
    [success({ id: "002" }), "another agent"],
    ["", "empty answer"],
  ])("is compared with the second one: %j", (output, actual) => {
    const found = expectVerdict(good, registered({}, { again: "same" }), judged(output));
    expect(found).toMatchObject({
      matched: actual === "same",
      expected: "registered\nagain: same",
      actual: `registered\nagain: ${actual}`,
    });
  });

  it("has its place, its code, its number and its key", () => {
    const text = (word: string) => ({ kind: "text", text: word }) as const;
    const print = { kind: "fingerprint", digits: "0123456789ab" } as const;
    const failed = judgedRun({ end: { kind: "exit", code: 1 } });
    expect(expectVerdict(failed, { kind: "fails", verdict: "exit-code" })).toMatchObject({
      matched: true,
      expected: "exit-code",
    });
    expect(expectVerdict(failed, { kind: "fails", verdict: "no-id" })).toMatchObject({
      matched: false,
      expected: "no-id",
      actual: "exit code 1",
    });
    expect(expectVerdict(good, { kind: "refused", code: undefined })).toMatchObject({
      matched: false,
      expected: "refused",
      actual: "registered",
    });
    expect(
      expectVerdict(judged(success({ ip: "x" })), { kind: "refused", code: text("9006") }),
    ).toMatchObject({
      matched: true,
      expected: "refused\ncode: 9006",
    });
    expect(
      expectVerdict(judged('{"error":4}'), { kind: "error", number: text("4"), message: text("x") }),
    ).toMatchObject({
      matched: false,
      expected: "error answer\nnumber: 4\nmessage: x",
      actual: "error answer\nnumber: 4\nmessage: ",
    });
    const wrongKey = expectVerdict(good, registered({ key: print }));
    expect(wrongKey).toMatchObject({ matched: false, expected: "registered\nkey: fingerprint 0123456789ab" });
    expect(wrongKey.actual).toContain(keyFingerprint(KEY));
    expect(JSON.stringify(expectVerdict(good, registered({ key: text("another-key-text") })))).not.toContain(
      "another-key-text",
    );
    const printed = expectVerdict(judged(success({ ip: "fe80::1" })), registered({ ip: text("fe80::2") }));
    expect(printed.actual).toBe(
      "registered\nip: FE80:0000:0000:0000:0000:0000:0000:0001, printed as fe80::1",
    );
  });

  it("lists each id once", () => {
    const known = `002 db 10.0.0.1 ${KEY}\n003 web-01 any ${KEY}\n`;
    const away = { status: "disconnected", disconnectedFor: 9e6, registeredFor: 9e6 } as const;
    const verdict = judged(success({ ip: "10.0.0.1" }), { known, settings: { stateOf: () => away } });
    const ids = (...texts: string[]) =>
      expectVerdict(
        verdict,
        registered({}, { replaces: texts.map((each) => ({ kind: "text", text: each })) }),
      );
    expect(ids("003", "002")).toMatchObject({ matched: true, expected: "registered\nreplaces: 003, 002" });
    expect(ids("002", "002").matched).toBe(false);
    expect(ids("002")).toMatchObject({ matched: false, actual: "registered\nreplaces: 002, 003" });
  });

  it.each([
    [{ kind: "good-end" }, "any outcome that passes"],
    [{ kind: "fails", verdict: "no-id" }, "no-id"],
    [{ kind: "refused", code: undefined }, "refused"],
    [{ kind: "refused", code: { kind: "text", text: "9012" } }, "refused 9012"],
    [
      { kind: "error", number: { kind: "pattern", pattern: /^4$/u }, message: undefined },
      "error answer /^4$/",
    ],
    [registered({}), "registered"],
    [registered({ id: { kind: "fingerprint", digits: "01" } }), "registered as fingerprint 01"],
  ] as const)("has a heading: %j", (expectation, text) => {
    expect(expectationText(expectation)).toBe(text);
  });
});
