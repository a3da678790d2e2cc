/** All causes at once: what the manager does not reach, because it stops before. */

import { expect, it } from "vitest";
import { bytesFromText } from "../../../core/manager/index.ts";
import { judged, judgedRun, KEY, type PollOptions, success } from "./polls.ts";

const number = success({ id: 1 });

type Case = readonly [
  title: string,
  output: string,
  found: readonly string[],
  next: readonly string[],
  options?: PollOptions,
];

const cases: readonly Case[] = [
  ["a good answer", success(), [], []],
  ["prose", "no such agent", ["unreadable-json"], []],
  ["a number for an id after text", `Connecting\n${number}`, ["text-before-json"], ["member-not-string"]],
  [
    "three at once",
    `Connecting\n${success({ id: 1, ip: "10.0.0.300" })}`,
    ["text-before-json"],
    ["member-not-string", "address-refused", "id-not-padded"],
  ],
  [
    "a Python dict with a number",
    "{'error': 0, 'data': {'id': 1, 'name': 'web-01', 'ip': 'any', 'key': 'abcd'}}",
    ["python-dict"],
    ["member-not-string", "id-not-padded"],
  ],
  ["an object after a log line", `true\n${number}`, ["root-not-object"], ["member-not-string"]],
  [
    "no error, and another id",
    JSON.stringify({ data: { id: "002", name: "web-01", ip: "any", key: KEY } }),
    ["no-error-member"],
    ["other-id"],
  ],
  [
    "the manager's own name after a number",
    success({ id: 1, name: "wazuh-manager" }),
    ["member-not-string"],
    ["name-of-manager"],
    { settings: { hostName: "wazuh-manager" } },
  ],
  ["a list, which only a guess could put right", success({ id: ["001"] }), ["member-not-string"], []],
];

for (const [title, output, found, next, options = {}] of cases) {
  it(title, () => {
    const verdict = judged(output, options);
    const grave = verdict.findings.filter(({ severity }) => severity === "error" || severity === "warning");
    expect(grave.map(({ rule }) => rule)).toEqual(found);
    expect(verdict.next.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...next]));
    if (next.length === 0) expect(verdict.next).toEqual([]);
  });
}

it("continues after an exit code, a timeout and text at once", () => {
  const output = bytesFromText(`Connecting\n${number}`);
  for (const run of [{ end: { kind: "exit", code: 3 } as const }, { timedOut: true }]) {
    const { findings, next, state } = judgedRun({ ...run, output });
    expect(state).toBe("failed");
    expect(findings.map(({ rule }) => rule)).not.toContain("text-before-json");
    expect(next.map(({ rule }) => rule)).toEqual(["text-before-json", "member-not-string", "id-not-padded"]);
  }
});

it("names no key", () => {
  const { next } = judged(`x\n${success({ id: KEY, key: `${KEY} ` })}`);
  expect(next.length).toBeGreaterThan(0);
  expect(JSON.stringify(next)).not.toContain(KEY);
});
