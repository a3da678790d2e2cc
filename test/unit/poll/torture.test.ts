/** The hostile battery: a good script holds, and each kind of bad one is found out by the case made for it. */

import { expect, test } from "vitest";
import { defaultSettings, type KeyRequest, KeyStore, type ReleaseId } from "../../../core/manager/index.ts";
import { type TortureResult, torture, tortureCases } from "../../../core/poll/index.ts";
import { expectNothingLeft, id001, release, script, testEnvironment } from "./support.ts";

expectNothingLeft();

const hits: readonly KeyRequest[] = [id001, { selector: "ip", value: "192.168.1.100" }];

function run(
  name: string,
  only?: readonly string[],
  of: ReleaseId = "4.14",
): Promise<readonly TortureResult[]> {
  return torture({
    execPath: script(name),
    settings: defaultSettings(release(of)),
    known: new KeyStore(),
    hits,
    rowLength: 20,
    timeoutSeconds: 20,
    workingDirectory: "/",
    environment: testEnvironment,
    only,
  });
}

const broken = (results: readonly TortureResult[]): readonly string[] =>
  results.filter(({ verdict }) => verdict !== "held").map(({ name, message }) => `${name}: ${message}`);

test.concurrent.for(["4.14", "3.8"] as const)(
  "a good script holds under %s",
  { timeout: 60_000 },
  async (of) => {
    const results = await run("answers.py", undefined, of);
    expect(broken(results)).toEqual([]);
    expect(results.map(({ name }) => name)).toEqual(tortureCases.map(({ name }) => name));
  },
);

test.concurrent.for([
  { name: "broad-except.py", finds: "success-is-seen", says: "hides its errors" },
  { name: "wrong-agent.py", finds: "asked-agent-is-answered", says: "answered with agent 002" },
  { name: "wrong-agent.py", finds: "single-quote", says: "answered with agent 002" },
  { name: "wildcard.sh", finds: "wildcards", says: "answered with agent 001" },
  { name: "wildcard.sh", finds: "option-like", says: "instead of an error answer" },
  { name: "varies.py", finds: "long-row", says: "20 different ones" },
  { name: "varies.py", finds: "eight-at-once", says: "The answer differs" },
  { name: "quiet-daemon.py", finds: "long-row", says: "running" },
  { name: "prints-nothing.sh", finds: "empty-value", says: '"unreadable"' },
])("$name is found out by $finds", async ({ name, finds, says }) => {
  const [result] = await run(name, [finds]);
  expect(result).toMatchObject({ verdict: "broken", message: expect.stringContaining(says) });
});

test("requests that the manager drops never reach the script", async () => {
  const results = await run("wrong-agent.py", ["id-too-long", "ipv6-expanded"]);
  expect(results.map(({ verdict }) => verdict)).toEqual(["held", "held"]);
  expect(results.flatMap(({ asked }) => asked).filter(({ run: made }) => made !== undefined)).toEqual([]);
});

test("cases that need a hit are not green without one", async () => {
  const results = await torture({
    execPath: script("answers.py"),
    settings: defaultSettings(release("4.14")),
    known: new KeyStore(),
    hits: [],
    only: ["success-is-seen", "long-row"],
    environment: testEnvironment,
  });
  expect(results.map(({ verdict }) => verdict)).toEqual(["not-checked", "not-checked"]);
});

test("every case says what must hold and why, under a name of its own", () => {
  expect(new Set(tortureCases.map(({ name }) => name)).size).toBe(tortureCases.length);
  for (const { name, mustHold, why } of tortureCases) {
    expect(name).toMatch(/^[a-z0-9-]+$/);
    expect(mustHold.length * why.length).toBeGreaterThan(0);
  }
});
