/** The keys that a poll reveals are hidden in every form, also where nothing around them says that they are keys. */

import { describe, expect, it } from "vitest";
import { byteMask } from "../../../core/lint/answer/index.ts";
import { textMask } from "../../../core/lint/answer/keys-in-poll.ts";
import { MASK } from "../../../core/lint/mask.ts";
import { bytesFromText, GENERATED_KEY } from "../../../core/manager/index.ts";
import { judged, judgedRun, judgedSource, type PollOptions, success } from "./polls.ts";

const KEY = "Secret-Kq7";

function masked(output: string, text: string, options: PollOptions = {}): string {
  return textMask(judged(output, options).outcome, bytesFromText(output)).hide(text);
}

const isHidden = (output: string, text: string, options: PollOptions = {}): boolean =>
  masked(output, `a ${text} b`, options) === `a ${MASK} b`;

describe("a key is hidden", () => {
  it.each<[string, string, string]>([
    ["as it is", success({ key: KEY }), KEY],
    ["with a quote, decoded", success({ key: 'Sec"ret-Kq7' }), 'Sec"ret-Kq7'],
    ["with a quote, as in JSON", success({ key: 'Sec"ret-Kq7' }), 'Sec\\"ret-Kq7'],
    ["with a control character, as in JSON", success({ key: "Secret\x01Kq7" }), "Secret\\u0001Kq7"],
    ["with a control character, as it is shown", success({ key: "Secret\x01Kq7" }), "Secret\\x01Kq7"],
    ["with blanks before it, without them", success({ key: `  ${KEY}` }), KEY],
    ["with a line feed before it, without it", success({ key: `\n${KEY}` }), KEY],
    ["with a tab before it, without it", success({ key: `\t${KEY}` }), KEY],
    ["with blanks before it and in it, as a whole", success({ key: "  ab cd ef" }), "ab cd ef"],
    ["with a quote that is printed as a number", `{"key":"Sec\\u0022ret-Kq7"}`, 'Sec\\"ret-Kq7'],
    ["in two words, the first", success({ key: `${KEY} Other-Kq8` }), KEY],
    ["in two words, the second", success({ key: `${KEY} \n Other-Kq8` }), "Other-Kq8"],
    ["after a NUL, as it is printed", success({ key: `abcd\0${KEY}` }), `abcd\\u0000${KEY}`],
    ["in a list", `[1,{"agent_key":"${KEY}"}]`, KEY],
    ["in an object of an object", `{"a":{"b":{"key":"${KEY}"}}}`, KEY],
    ["beside members that are no texts", `{"key":1,"a":{"key":"${KEY}"},"b":[null]}`, KEY],
    ["in text that is not JSON", `+ KEY=${KEY} id=1`, KEY],
    ["in text that is not JSON, with an escape", `x "key":"Secret\\u002dKq7" y`, KEY],
    ["after the JSON", `{"error":4}\nkey=${KEY}\n`, KEY],
  ])("%s", (_how, output, text) => {
    expect(isHidden(output, text)).toBe(true);
  });

  // Only who decodes the JSON sees the name.
  it.each<[string, string, string]>([
    ["alone", `{"\\u006bey":"${KEY}"}`, KEY],
    ["in a list", `[1,[{"\\u006bey":"${KEY}"}]]`, KEY],
    ["in an object of an object", `{"a":{"b":{"\\u006bey":"${KEY}"}}}`, KEY],
    ["beside other members", `{"\\u006bey":1,"a":"b","c":{"agent_\\u006bey":"${KEY}"}}`, KEY],
    ["with an escape, decoded", `{"\\u006bey":"Sec\\u0072et-Kq7"}`, "Secret-Kq7"],
    ["with an escape, as it is printed", `{"\\u006bey":"Sec\\u0072et-Kq7"}`, "Sec\\u0072et-Kq7"],
    ["with a quote, decoded", `{"\\u006bey":"Sec\\"ret-Kq7"}`, 'Sec"ret-Kq7'],
    ["with blanks before it, without them", `{"\\u006bey":"  ${KEY}"}`, KEY],
  ])("in a member whose name has an escape, %s", (_where, output, text) => {
    expect(isHidden(output, text)).toBe(true);
  });

  it("up to the 16th of the members whose name has an escape", () => {
    const keys = Array.from({ length: 17 }, (_, at) => `Secret-${at + 100}`);
    const json = `{${keys.map((key) => `"\\u006bey":"${key}"`).join(",")}}`;
    expect(keys.map((key) => isHidden(json, key))).toEqual([
      ...Array.from({ length: 16 }, () => true),
      false,
    ]);
  });

  it("where the parser stopped in it", () => {
    expect(isHidden(`{"key":"abcd\\x${KEY}"}`, `\\x${KEY}`, { release: "3.8" })).toBe(true);
  });

  it("of the agent that is replaced", () => {
    const options: PollOptions = {
      known: `001 web-01 any ${KEY}\n002 db any Other-Kq8\n`,
      settings: { stateOf: () => ({ status: "disconnected", disconnectedFor: 9e6, registeredFor: 9e6 }) },
    };
    expect(isHidden(success({ key: "New-Kq9" }), KEY, options)).toBe(true);
    expect(isHidden(success({ key: "New-Kq9" }), "New-Kq9", options)).toBe(true);
    expect(isHidden(success({ key: "New-Kq9" }), "Other-Kq8", options)).toBe(false);
  });

  it("of the agent that is added, among more than 16 others", () => {
    const many = (name: string) =>
      `{${Array.from({ length: 17 }, (_, at) => `"${name}":"Other-${at + 100}"`).join(",")}}`;
    const { data } = JSON.parse(success({ key: KEY }));
    const output = `{"error":0,"x":${many("key")},"data":${JSON.stringify(data)},"y":${many("\\u006bey")}}`;
    expect(judged(output).outcome.registration).toMatchObject({ kind: "added", keyGenerated: false });
    expect(isHidden(output, KEY)).toBe(true);
  });

  it("in bytes that are not UTF-8", () => {
    const key = "Secret\xff\xfeKq7";
    const output = success({ key: "K" }).replace('"K"', `"${key}"`);
    const { outcome } = judgedSource({ kind: "output", output });
    expect(byteMask(outcome, output).hide(`a ${key} b`)).toBe(`a ${MASK} b`);
    expect(textMask(outcome, output).hide(`a ${key} b`)).toBe(`a ${key} b`);
  });

  it("up to the 16th of an output", () => {
    const keys = Array.from({ length: 17 }, (_, at) => `Secret-${at + 100}`);
    const output = keys.map((key) => `key=${key}`).join("\n");
    expect(keys.map((key) => isHidden(output, key))).toEqual([
      ...Array.from({ length: 16 }, () => true),
      false,
    ]);
    const json = `{${keys.map((key) => `"key":"${key}"`).join(",")}}`;
    expect(keys.map((key) => isHidden(json, key))).toEqual([
      ...Array.from({ length: 16 }, () => true),
      false,
    ]);
  });

  it("up to 4096 bytes where it is not JSON", () => {
    const [long, longer] = ["k-".repeat(2048), "k-".repeat(2049)];
    expect(isHidden(`x "key":"${long}"`, long)).toBe(true);
    expect(isHidden(`x "key":"${longer}"`, longer)).toBe(false);
  });
});

describe("a text stays", () => {
  it.each<[string, string, string]>([
    ["that is another field", success({ name: "web-0001", key: KEY }), "web-0001"],
    ["that is another member", `{"name":"${KEY}"}`, KEY],
    ["that is a part of no key", success({ key: KEY }), "Secret"],
    ["that is the key without its blanks", success({ key: "abc def" }), "abcdef"],
    ["where there is no key", "nothing at all", "nothing"],
  ])("%s", (_what, output, text) => {
    expect(masked(output, `a ${text} b`)).toBe(`a ${text} b`);
  });

  it("except for its key, after the JSON", () => {
    const output = `{"error":4}\nkey=${KEY}\n`;
    expect(masked(output, `key=${KEY}`)).toBe(`key=${MASK}`);
    expect(masked(output, `\nkey=${KEY}`)).toBe(`\nkey=${MASK}`);
  });

  it("of a script that printed nothing that the manager reads", () => {
    const { outcome } = judgedRun({ output: "", timedOut: true });
    expect(textMask(outcome, "").hide("a text")).toBe("a text");
  });

  it("that stands for a key that the manager makes up", () => {
    const output = success({ key: 5 });
    const { outcome } = judged(output, { release: "4.3" });
    expect(outcome.registration).toMatchObject({ kind: "added", keyGenerated: true });
    expect(masked(output, `a ${GENERATED_KEY} b`, { release: "4.3" })).toBe(`a ${GENERATED_KEY} b`);
    expect(masked(success({ key: GENERATED_KEY }), `a ${GENERATED_KEY} b`)).toBe(`a ${GENERATED_KEY} b`);
  });
});
