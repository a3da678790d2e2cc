/** Asking for every agent of a file: who is asked, what stops a run, and what is kept. */

import { getEventListeners } from "node:events";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type ByteString, defaultSettings, type ManagerSettings } from "../../../core/manager/index.ts";
import {
  type PollTarget,
  prepareReconcile,
  type Reconciled,
  reconcile,
  subjectOfTarget,
} from "../../../core/poll/index.ts";
import { type AgentResult, defaultErrorMeanings, Tally } from "../../../core/reconcile/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { expectNothingLeft, release, testEnvironment } from "./support.ts";

expectNothingLeft();

const folder = temporaryFolder();
const settings = defaultSettings();
const KEY = "0123456789abcdef".repeat(4);
const OTHER = "fedcba9876543210".repeat(4);
const KEYS = ["001", "002", "003", "004"].map((id) => `${id} web-${id} any ${KEY}\n`).join("");

/** A script that knows all agents, and has another key for 002. */
function answering(name: string, before = ""): string {
  const script = path.join(folder, name);
  const answer = `'{"error":0,"data":{"id":"'$2'","name":"web-'$2'","ip":"any","key":"'$key'"}}'`;
  const lines = ["#!/bin/sh", before, `key=${KEY}`, `[ "$2" = 002 ] && key=${OTHER}`, `echo ${answer}`];
  writeFileSync(script, `${lines.join("\n")}\n`, { mode: 0o755 });
  return script;
}

const targetOf = (execPath: string, more: Partial<PollTarget> = {}): PollTarget => ({
  execPath,
  release: settings.release,
  timeoutSeconds: 20,
  environment: testEnvironment,
  workingDirectory: "/",
  ...more,
});

const TARGET = targetOf(answering("answers.sh"));

interface Given {
  readonly keys?: ByteString | undefined;
  readonly ids?: ByteString | undefined;
  readonly by?: "id" | "manager";
  readonly target?: PollTarget;
  readonly settings?: ManagerSettings;
  readonly errors?: typeof defaultErrorMeanings;
}

const prepare = (given: Given = {}) =>
  prepareReconcile({ keys: KEYS, target: TARGET, settings, errors: defaultErrorMeanings, ...given });

function ready(given: Given = {}) {
  const prepared = prepare(given);
  if (prepared.kind !== "ready") throw new Error(prepared.kind);
  return prepared;
}

type Options = Partial<Parameters<typeof reconcile>[0]>;

function run(given: Given = {}, options: Options = {}): Promise<Reconciled> {
  const { target = TARGET } = given;
  const { roll } = ready(given);
  return reconcile({ target, roll, settings, errors: defaultErrorMeanings, threads: 1, ...options });
}

const countsOf = ({ tally }: Reconciled) => [tally.count("equal"), tally.count("other-key"), tally.asked];

describe("before a run", () => {
  it("nobody is asked for without an agent", () => {
    expect(prepare({ keys: undefined })).toEqual({ kind: "nobody" });
    expect(prepare({ keys: "" })).toEqual({ kind: "nobody" });
    expect(ready({ keys: undefined, ids: "007\n" }).roll.size).toBe(1);
  });

  it("a file with which a manager exits is not asked about, and its message has no key", () => {
    expect(prepare({ keys: `001 web any ${KEY}\n002 db ${KEY} any\n` })).toEqual({
      kind: "exits",
      text: "(1237): Invalid ip address: '••••••••'.",
      line: 2,
    });
  });

  it("the agents are those of the file, then the ids that only the list has", () => {
    const { roll } = ready({ ids: "004\n009\n" });
    const asked = Array.from({ length: roll.size }, (_, place) => roll.at(place)?.request);
    expect(asked).toEqual(["001", "002", "003", "004", "009"].map((value) => ({ selector: "id", value })));
    const { roll: byAddress } = ready({ keys: `001 web 10.0.0.1 ${KEY}\n`, by: "manager" });
    expect(byAddress.at(0)?.request).toEqual({ selector: "ip", value: "10.0.0.1" });
  });

  it("the mark tells runs apart whose results could differ", () => {
    const { mark } = ready();
    expect(mark).toMatch(/^[0-9a-f]{64}$/);
    expect(ready({ keys: `${KEYS}`, errors: new Map(defaultErrorMeanings) }).mark).toBe(mark);
    const others = [
      { keys: `${KEYS}005 a any ${KEY}\n` },
      { ids: "" },
      { ids: "001\n" },
      { by: "manager" as const },
      { target: targetOf("/other.sh") },
      { target: targetOf(TARGET.execPath ?? "", { timeoutSeconds: 21 }) },
      { target: targetOf(TARGET.execPath ?? "", { release: release("4.3") }) },
      { settings: defaultSettings(release("4.3")) },
      { settings: { ...settings, hostName: "other" } },
      { settings: { ...settings, node: "worker" as const } },
      { settings: { ...settings, forceInsert: !settings.forceInsert } },
      { settings: { ...settings, force: { ...settings.force, enabled: !settings.force.enabled } } },
      { errors: new Map([...defaultErrorMeanings, [77, "unknown" as const]]) },
    ].map((given) => ready(given).mark);
    expect(new Set([mark, ...others]).size).toBe(others.length + 1);
  });

  it("the subject is the socket, the command line, or both, without a key", () => {
    const base = { release: settings.release };
    expect(subjectOfTarget({ ...base, execPath: "/a.sh --db x" })).toBe("/a.sh --db x");
    expect(subjectOfTarget({ ...base, execPath: undefined, socketPath: "/run/keys.sock" })).toBe(
      "/run/keys.sock",
    );
    expect(subjectOfTarget({ ...base, execPath: "/schl\xc3\xbcssel.sh", socketPath: "/k.sock" })).toBe(
      "/k.sock, then /schlüssel.sh",
    );
    expect(subjectOfTarget({ ...base, execPath: `/a.sh ${KEY}` })).toBe("/a.sh ••••••••");
  });
});

describe("a run", () => {
  it("asks for every agent and tells each result", async () => {
    const told: (readonly [number, AgentResult["state"], number])[] = [];
    const result = await run(
      {},
      { onResult: (place, { state }, tally) => told.push([place, state, tally.asked]) },
    );
    expect(countsOf(result)).toEqual([3, 1, 4]);
    expect(result).toMatchObject({ stop: undefined, answers: [] });
    expect(told).toEqual([
      [0, "equal", 1],
      [1, "other-key", 2],
      [2, "equal", 3],
      [3, "equal", 4],
    ]);
  });

  it("asks with as many threads as the manager has, and at least with one", async () => {
    const waiting = answering(
      "waits.sh",
      `touch "$0.$2"; while [ ! -e "$0.001" ] || [ ! -e "$0.002" ]; do sleep 0.02; done`,
    );
    const keys = KEYS.split("003")[0];
    expect(countsOf(await run({ keys, target: targetOf(waiting) }, { threads: 2 }))).toEqual([1, 1, 2]);
    expect(countsOf(await run({ keys, target: targetOf(waiting) }, { threads: 0 }))).toEqual([1, 1, 2]);
  });

  it("keeps the agents that the manager would register, in the order of the roll, if it is asked to", async () => {
    // Those of agents that have another key in the file; the first answer is the last one.
    const slow = targetOf(
      answering("slow.sh", '[ "$2" = 001 ] && while [ ! -e "$0.004" ]; do sleep 0.02; done'),
    );
    const keys = KEYS.replaceAll(KEY, OTHER);
    const options: Options = {
      threads: 4,
      onResult: (place) => writeFileSync(`${slow.execPath}.00${place + 1}`, ""),
    };
    const { answers, tally } = await run({ keys, target: slow }, { ...options, keepsAnswers: true });
    expect(answers.map(({ id, key }) => `${id} ${key}`)).toEqual([`001 ${KEY}`, `003 ${KEY}`, `004 ${KEY}`]);
    expect(tally.count("other-key")).toBe(3);
    expect((await run({ keys, target: slow }, options)).answers).toEqual([]);
  });

  it("continues where an earlier one ended, and ends at its limit", async () => {
    const tally = new Tally(4);
    tally.addEqual(0);
    tally.addEqual(2);
    const first = await run({}, { tally, limit: 1 });
    expect([first.stop, first.tally.asked, first.tally.has(1)]).toEqual([{ kind: "limit" }, 3, true]);
    const second = await run({}, { tally, limit: 1 });
    expect([second.stop, second.tally.asked]).toEqual([undefined, 4]);
    expect((await run({}, { limit: 0 })).stop).toEqual({ kind: "limit" });
  });

  it("does not ask for a record that an earlier one hides", async () => {
    const keys = `001 web-001 any ${KEY}\n001 other any ${OTHER}\n`;
    const asked = path.join(folder, "asked");
    rmSync(asked, { force: true });
    const target = targetOf(answering("notes.sh", `echo $2 >> ${asked}`));
    const { tally, stop } = await run({ keys, target });
    expect([tally.asked, tally.count("equal"), tally.count("ambiguous"), stop]).toEqual([2, 1, 1, undefined]);
    expect(readFileSync(asked, "utf8")).toBe("001\n");
  });
});

describe("a run that ends early", () => {
  it("ends after so many agents that could not be checked", async () => {
    const fails = answering("fails.sh", '[ "$2" = 002 ] || exit 3');
    const failing = await run({ target: targetOf(fails) }, { maxFailures: 2 });
    expect([failing.stop, failing.tally.asked]).toEqual([{ kind: "failures" }, 3]);
    const enough = await run({ target: targetOf(fails) }, { maxFailures: 4 });
    expect([enough.stop, enough.tally.asked]).toEqual([undefined, 4]);
    expect((await run({ target: targetOf(fails) })).tally.count("no-answer")).toBe(3);
  });

  it("ends at the first agent if the script cannot be started, and says why", async () => {
    const { stop, tally } = await run({ target: targetOf("/no/such/script") });
    expect(stop).toMatchObject({ kind: "obstacle", message: expect.stringContaining("/no/such/script") });
    expect(tally.asked).toBe(1);
  });

  it("says why a script failed by itself", async () => {
    const reasons: string[] = [];
    const script = path.join(folder, "no-env.py");
    writeFileSync(script, "#!/usr/bin/env python3.99\n", { mode: 0o755 });
    await run(
      { target: targetOf(script) },
      { onResult: (_place, { cause }) => reasons.push(JSON.stringify(cause)), limit: 1 },
    );
    expect(reasons[0]).toContain("python3.99");
  });

  it("can be cancelled: before it begins, between two agents, and while a script runs", async () => {
    const before = await run({}, { signal: AbortSignal.abort() });
    expect([before.stop, before.tally.asked]).toEqual([{ kind: "cancelled" }, 0]);
    const between = new AbortController();
    const cut = await run({}, { signal: between.signal, onResult: () => between.abort() });
    expect([cut.stop, cut.tally.asked]).toEqual([{ kind: "cancelled" }, 1]);
    expect(getEventListeners(between.signal, "abort")).toEqual([]);
    const sleeps = targetOf(answering("sleeps.sh", "exec sleep 100"), { timeoutSeconds: 60 });
    const during = await run({ target: sleeps }, { signal: AbortSignal.timeout(200), threads: 2 });
    expect([during.stop, during.tally.asked]).toEqual([{ kind: "cancelled" }, 0]);
    const done = new AbortController();
    const { signal } = done;
    await run({}, { signal, limit: 1 });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
