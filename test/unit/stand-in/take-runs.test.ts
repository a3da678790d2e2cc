/** The result of a registration script becomes the expectation of its sample: only what differs is written, and no secret. */

import { describe, expect, it } from "vitest";
import { Lines } from "../../../core/lint/lines.ts";
import { type RegistrationSuite, readSuite } from "../../../core/suite/index.ts";
import type { ScriptFinding } from "../../../stand-in/script-findings.ts";
import type { ScriptRun } from "../../../stand-in/script-run.ts";
import { expectRuns } from "../../../stand-in/suite/expect-runs.ts";
import {
  isSameRegistration,
  type JudgedRuns,
  takeRunsAsExpected,
} from "../../../stand-in/suite/take-runs.ts";
import { answered, DB, logged, runOf, secondOf, WEB } from "./runs.ts";

const KEY = "0123456789abcdef".repeat(4);

function suiteOf(text: string): RegistrationSuite {
  const reading = readSuite(text);
  if (reading.kind !== "registration") throw new Error(JSON.stringify(reading));
  return reading.suite;
}

function judged(
  text: string,
  runs: readonly ScriptRun[],
  findings: readonly ScriptFinding[] = [],
  index = 0,
): JudgedRuns {
  const sample = suiteOf(text).samples[index];
  if (sample === undefined) throw new Error("there is one");
  const test = { runs, findings, cancelled: false };
  return { index, sample, test, comparison: expectRuns(test, sample.expectation) };
}

/** The text after the edits. */
function taken(text: string, given: JudgedRuns): string {
  const lines = Lines.ofEditor(text);
  const at = ({ line, character }: { line: number; character: number }): number =>
    lines.offset({ line, column: character });
  return (takeRunsAsExpected(text, given) ?? [])
    .toSorted((a, b) => at(b.place.start) - at(a.place.start))
    .reduce(
      (now, { place, text: by }) => now.slice(0, at(place.start)) + by + now.slice(at(place.end)),
      text,
    );
}

const withSample = (sample: string): string =>
  `{ "registration": "./r {name}", "samples": [ { "register": "first" }, ${sample} ] }`;
const expecting = (expected: string): string =>
  withSample(`{ "register":"web-01", "expect": ${expected}, "note": "kept" }`);

const found = (rule: ScriptFinding["rule"], severity: ScriptFinding["severity"]): ScriptFinding => ({
  rule,
  severity,
  message: "",
  advice: "",
});

const findings = [
  found("registered-twice", "warning"),
  found("registered-twice", "warning"),
  found("agent-replaced", "information"),
];

describe("what a sample expected and did not get is replaced", () => {
  it.each<[title: string, before: string, runs: readonly ScriptRun[], after: string]>([
    [
      "one field",
      '{"registered":{"id":"009","name":"web-01"}}',
      [runOf()],
      '{"registered":{"id":"001","name":"web-01"}}',
    ],
    [
      "all fields",
      '{"registered":{"id":"009","name":{"pattern":"^db"},"ip":"::1"}}',
      [runOf()],
      '{"registered":{"id":"001","name":"web-01","ip":"any"}}',
    ],
    [
      "no agent, but one came whose name is a secret",
      '{"registered":false}',
      [runOf({ added: [{ ...WEB, name: KEY }] })],
      '{"registered":{ "id": "001" }}',
    ],
    [
      "no agent, but one came",
      '{"registered":false}',
      [runOf()],
      '{"registered":{ "id": "001", "name": "web-01" }}',
    ],
    ["an agent, but none came", '{"registered":true}', [runOf({ added: [] })], '{"registered":false}'],
    ["an agent, but there was no run", '{"registered":true}', [], '{"registered":false}'],
    [
      "the replaced ones",
      '{"replaces":["009"]}',
      [runOf({ removed: [DB, WEB] })],
      '{"replaces":["002", "001"]}',
    ],
    ["none replaced", '{"replaces":["009"]}', [runOf()], '{"replaces":[]}'],
    ["replaced ones without a run", '{"replaces":["009"]}', [], '{"replaces":[]}'],
    ["an exit code", '{"exit_code":4}', [runOf()], '{"exit_code":0}'],
    ["a second run", '{"second_run":"replaced"}', [runOf(), secondOf()], '{"second_run":"unchanged"}'],
    [
      "a second run that adds",
      '{"second_run":"replaced"}',
      [runOf(), secondOf({ added: [DB] })],
      '{"second_run":"added"}',
    ],
    [
      "a second run that replaces",
      '{"second_run":"added"}',
      [runOf(), secondOf({ added: [DB], removed: [WEB] })],
      '{"second_run":"replaced"}',
    ],
    [
      "a message, by the last thing said without a secret",
      '{"message":"Nothing"}',
      [runOf({ log: [logged("first")], exchanges: [answered("last"), answered(`key ${KEY}`)] })],
      '{"message":"last"}',
    ],
    [
      "several at once, and nothing else",
      '{"exit_code":4,  "replaces":[ ], "registered":false}',
      [runOf()],
      '{"exit_code":0,  "replaces":[ ], "registered":{ "id": "001", "name": "web-01" }}',
    ],
    [
      "nothing if all was met",
      '{"exit_code":0,"registered":true}',
      [runOf()],
      '{"exit_code":0,"registered":true}',
    ],
  ])("%s", (_title, before, runs, after) => {
    const text = expecting(before);
    expect(taken(text, judged(text, runs, [], 1))).toBe(expecting(after));
  });

  it("findings, each once and without mere information", () => {
    const text = expecting('{"findings":[]}');
    expect(taken(text, judged(text, [runOf()], findings, 1))).toBe(
      expecting('{"findings":["registered-twice"]}'),
    );
  });
});

describe("what no suite can expect is left out of a whole new expectation", () => {
  it.each<[title: string, before: string, runs: readonly ScriptRun[], after: string]>([
    ["two agents", '{"registered":true,"exit_code":0}', [runOf({ added: [WEB, DB] })], '{ "exit_code": 0 }'],
    [
      "an end without an exit code",
      '{"exit_code":0}',
      [runOf({ exitCode: undefined, end: "ended by SIGTERM" })],
      '{ "registered": { "id": "001", "name": "web-01" } }',
    ],
    [
      "a second run that removes",
      '{"second_run":"added"}',
      [runOf(), secondOf({ removed: [WEB] })],
      '{ "registered": { "id": "001", "name": "web-01" }, "exit_code": 0 }',
    ],
    [
      "a message where the manager said nothing",
      '{"message":"Nothing","replaces":["009"]}',
      [runOf({ added: [], exitCode: 2 })],
      '{ "registered": false, "exit_code": 2 }',
    ],
    [
      "a message where the manager said only a secret",
      '{"message":"Nothing"}',
      [runOf({ exchanges: [answered(`key ${KEY}`)] })],
      '{ "registered": { "id": "001", "name": "web-01" }, "exit_code": 0 }',
    ],
    [
      "a name with a secret in it",
      '{"registered":{"name":"web-01"}}',
      [runOf({ added: [{ ...WEB, name: KEY }] })],
      '{ "registered": { "id": "001" }, "exit_code": 0 }',
    ],
  ])("%s", (_title, before, runs, after) => {
    const text = expecting(before);
    expect(taken(text, judged(text, runs, [], 1))).toBe(expecting(after));
  });

  it("but findings stay where they were expected", () => {
    const runs = [runOf({ added: [WEB, DB] })];
    const text = expecting('{"registered":true,"findings":["registered-twice"]}');
    expect(taken(text, judged(text, runs, findings, 1))).toBe(
      expecting('{ "exit_code": 0, "findings": ["registered-twice"] }'),
    );
  });
});

it("a sample that expected only a sound script gets all that came", () => {
  const text = withSample('{ "register": "web-01", "note": "kept" }');
  expect(taken(text, judged(text, [runOf({ exitCode: 1, added: [] })], findings, 1))).toBe(
    withSample(
      '{ "register": "web-01", "expect": { "registered": false, "exit_code": 1, "findings": ["registered-twice"] }, "note": "kept" }',
    ),
  );
});

describe("nothing is written", () => {
  const text = expecting('{"exit_code":4}');
  const given = judged(text, [runOf()], [], 1);
  it.each([
    ["has another expectation", expecting('{"exit_code":5}')],
    ["has another name", text.replace("web-01", "web-02")],
    ["lacks the sample", '{ "registration": "./r {name}", "samples": [ { "register": "first" } ] }'],
    ["is not JSON", text.slice(0, -1)],
    ["is a suite of another kind", '{ "exec_path": "x", "samples": [ { "request": "id:001" } ] }'],
    ["is empty", ""],
  ])("if the text now %s", (_title, now) => {
    expect(takeRunsAsExpected(now, given)).toBeUndefined();
  });

  it("but other members may change meanwhile", () => {
    const now = text.replace("kept", "other").replace("first", "1st");
    expect(taken(now, given)).toBe(now.replace("4", "0"));
    const { sample } = given;
    expect(isSameRegistration(suiteOf(now).samples[1], given)).toBe(true);
    expect(isSameRegistration({ ...sample, name: "db" }, given)).toBe(false);
    expect(isSameRegistration({ ...sample, expectation: {} }, given)).toBe(false);
    expect(isSameRegistration(undefined, given)).toBe(false);
  });
});
