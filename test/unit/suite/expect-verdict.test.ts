/** Compares a verdict with what a sample expects: what matches, and the message for what does not. */

import { describe, expect, it } from "vitest";
import { judge } from "../../../core/lint/answer/index.ts";
import { bytesFromText, KeyStore, keyFingerprint, readAddress } from "../../../core/manager/index.ts";
import { expectationText, expectVerdict, readPollSuite, type Suite } from "../../../core/suite/index.ts";

const KEY = "5f2d8a0c9b7e4f6a1d3c5b7a9e8f0d2c4b6a8e0f1d3c5b7a9e8f0d2c4b6a8e0f";

const success = (data: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ error: 0, data: { id: "001", name: "web-01", ip: "10.0.0.1", key: KEY, ...data } });

/** The suite with one sample that expects this. */
function suiteWith(expected: unknown, more: Readonly<Record<string, unknown>> = {}): Suite {
  const samples = [{ request: "id:001", ...(expected === undefined ? {} : { expect: expected }) }];
  const reading = readPollSuite(JSON.stringify({ exec_path: "x", samples, ...more }));
  if (reading.kind !== "suite") throw new Error(reading.problems[0]?.message);
  return reading.suite;
}

function compare(output: string, expected: unknown, more: Readonly<Record<string, unknown>> = {}) {
  const { settings, samples } = suiteWith(expected, more);
  const [sample] = samples;
  if (sample === undefined) throw new Error("there is one");
  const source = { kind: "output", output: bytesFromText(output) } as const;
  return expectVerdict(judge(sample.datagram, source, known(), settings), sample.expectation);
}

/** A manager that already has agent 007 at 10.0.0.7. */
function known(): KeyStore {
  const store = new KeyStore();
  const address = readAddress("10.0.0.7", suiteWith(undefined).settings.release);
  if (address !== undefined) store.add({ id: "007", name: "old", address, key: "oldkeyoldkey" });
  return store;
}

describe("an expectation that is met", () => {
  it.each([
    ["any outcome that passes, registered", success(), undefined],
    ["any outcome that passes, an error answer", '{"error":4,"message":"x"}', undefined],
    ["any agent", success(), { registered: true }],
    ["its fields", success(), { registered: { id: "001", name: "web-01", ip: "10.0.0.1", key: KEY } }],
    [
      "patterns",
      success(),
      { registered: { name: { pattern: "^web-\\d+$" }, key: { pattern: "^[0-9a-f]{64}$" } } },
    ],
    ["the key's fingerprint", success(), { registered: { key: { fingerprint: keyFingerprint(KEY) } } }],
    [
      "the address as it is written",
      success({ ip: "2001:db8::1" }),
      { registered: { ip: "2001:0DB8:0000:0000:0000:0000:0000:0001" } },
    ],
    ["the address as it is printed", success({ ip: "2001:db8::1" }), { registered: { ip: "2001:db8::1" } }],
    ["nobody replaced", success(), { registered: true, replaces: [] }],
    ["that record replaced", success({ ip: "10.0.0.7" }), { registered: true, replaces: ["007"] }],
    ["an error number", '{"error":4,"message":"x"}', { error: 4 }],
    ["an error number by pattern", '{"error":4,"message":"x"}', { error: { pattern: "^[45]$" } }],
    ["an error message", '{"error":4,"message":"No agent"}', { error: { message: { pattern: "agent" } } }],
    ["any error answer", '{"error":4,"message":"x"}', { error: true }],
    ["unreadable output", "Traceback", { fails: "parse-error" }],
  ])("%s", (_title, output, expected) => {
    expect(compare(output, expected)).toMatchObject({ matched: true, differences: [] });
  });

  it("a refusal with its code", () => {
    const off = { force: { enabled: false } };
    expect(compare(success({ ip: "10.0.0.7" }), { refused: 9007 }, off).matched).toBe(true);
    expect(compare(success({ ip: "10.0.0.7" }), { refused: true }, off).matched).toBe(true);
    expect(compare(success({ ip: "10.0.0.7" }), { refused: 9012 }, off).differences).toEqual([
      { what: "code", expected: "9012", actual: "9007" },
    ]);
  });
});

describe("an expectation that is not met", () => {
  it.each([
    ["another verdict", "", { registered: true }, "verdict", "registered", "empty answer"],
    [
      "an error answer instead",
      '{"error":4,"message":"x"}',
      { registered: true },
      "verdict",
      "registered",
      "error answer 4",
    ],
    ["registered instead", success(), { error: 4 }, "verdict", "error answer", "registered"],
    [
      "a problem instead of an outcome that passes",
      "{}",
      undefined,
      "verdict",
      "registered, or an error answer",
      "no error member",
    ],
    ["another name", success(), { registered: { name: "web-02" } }, "name", "web-02", "web-01"],
    ["another address", success(), { registered: { ip: "any" } }, "ip", "any", "10.0.0.1"],
    ["another number", '{"error":5,"message":"x"}', { error: 4 }, "number", "4", "5"],
    ["nobody replaced", success(), { registered: true, replaces: ["007"] }, "replaces", "007", "none"],
    [
      "an agent replaced",
      success({ ip: "10.0.0.7" }),
      { registered: true, replaces: [] },
      "replaces",
      "none",
      "007",
    ],
  ])("%s", (_title, output, wanted, what, expected, actual) => {
    expect(compare(output, wanted)).toMatchObject({
      matched: false,
      differences: [{ what, expected, actual }],
    });
  });

  it("an agent whose record stops the manager does not count as registered", () => {
    const found = compare(success({ name: "web 01" }), { registered: true });
    expect(found.differences).toEqual([
      { what: "verdict", expected: "registered", actual: "registered with a problem" },
    ]);
  });

  it("two sides for a view that shows the differences", () => {
    const found = compare(success(), { registered: { id: "001", name: "web-02" } });
    expect(found.expected).toBe("registered\nid: 001\nname: web-02");
    expect(found.actual).toBe("registered\nid: 001\nname: web-01");
  });

  it("shows no key", () => {
    const other = "0".repeat(63);
    for (const key of [other, { pattern: `^${other}` }, { fingerprint: "0".repeat(12) }]) {
      const found = compare(success(), { registered: { key } });
      expect(found.matched).toBe(false);
      expect(JSON.stringify(found)).not.toMatch(/[0-9a-f]{32}/);
      expect(found.differences[0]?.actual).toContain(`fingerprint ${keyFingerprint(KEY)}`);
    }
    expect(JSON.stringify(compare(success({ name: KEY }), { registered: { name: "x" } }))).not.toContain(KEY);
  });
});

it("an expectation in a few words", () => {
  const words = (expected: unknown) =>
    suiteWith(expected).samples.map(({ expectation }) => expectationText(expectation));
  expect(words({ registered: { id: "001" } })).toEqual(["registered as 001"]);
  expect(words({ registered: true })).toEqual(["registered"]);
  expect(words({ error: { pattern: "^4$" } })).toEqual(["error answer /^4$/"]);
  expect(words(undefined)).toEqual(["any outcome that passes"]);
});
