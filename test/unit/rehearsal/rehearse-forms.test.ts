/** What a rehearsal asks, its drains for the calibration, and its forms one after the other. The daemon is in this process. */

import { createServer } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultSettings, type KeyRequest, KeyStore, newestRelease } from "../../../core/manager/index.ts";
import {
  formsOf,
  type OpenedSuite,
  type PollTarget,
  type RehearsalProgress,
  rehearse,
  rehearseForms,
  STORM_LIMIT,
  STORM_SECONDS,
  studyPatiently,
  subjectOfSuite,
} from "../../../core/poll/index.ts";
import { defaultRhythm, study } from "../../../core/rehearsal/index.ts";
import { readPollSuite } from "../../../core/suite/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { soon } from "../poll/soon.ts";
import { calibrated, measuredStorm } from "./measured-storm.ts";

const target: PollTarget = {
  execPath: "/srv/poll",
  socketPath: "/run/keys.sock",
  release: newestRelease,
  timeoutSeconds: 5,
};

describe("the forms of a target", () => {
  const scriptOnly = { ...target, socketPath: undefined };
  const socketOnly = { ...target, execPath: undefined };

  it.each<[what: string, given: PollTarget, compare: string | true | undefined, forms: unknown]>([
    ["a script", scriptOnly, undefined, [{ name: "script", target: scriptOnly }]],
    ["a socket", socketOnly, undefined, [{ name: "socket", target: socketOnly }]],
    ["a socket with its script as fallback", target, undefined, [{ name: "socket", target }]],
    [
      "both, compared",
      target,
      true,
      [
        { name: "script", target: scriptOnly },
        { name: "socket", target: socketOnly },
      ],
    ],
    [
      "a script, compared with a socket",
      scriptOnly,
      "/run/other.sock",
      [
        { name: "script", target: scriptOnly },
        { name: "socket", target: { ...socketOnly, socketPath: "/run/other.sock" } },
      ],
    ],
    ["a script, compared with nothing", scriptOnly, true, [{ name: "script", target: scriptOnly }]],
    ["a socket, compared with no script", socketOnly, true, [{ name: "socket", target: socketOnly }]],
  ])("%s", (_what, given, compare, forms) => {
    expect(formsOf(given, compare)).toEqual(forms);
  });
});

describe("the subject of a suite", () => {
  function subject(samples: readonly unknown[], compare?: true) {
    const reading = readPollSuite(JSON.stringify({ exec_path: "/srv/poll", samples }));
    if (reading.kind !== "suite") throw new Error(reading.problems[0]?.message);
    const { suite } = reading;
    const known = new KeyStore();
    const opened: OpenedSuite = { suite, target, keysFile: undefined, known, remarks: [] };
    return { ...subjectOfSuite(opened, compare), opened };
  }
  const hit = { request: "id:001", expect: { registered: true } };
  const miss = { request: "id:999", expect: { error: true } };
  const noRequest = { request: "id:123456789", expect: { fails: "request-discarded" } };

  it("is its hits, with what the manager knows and its settings", () => {
    const { opened, ...found } = subject([miss, hit, { ...hit, request: "ip:10.0.0.7" }]);
    expect(found).toEqual({
      forms: [{ name: "socket", target }],
      requests: [
        { selector: "id", value: "001" },
        { selector: "ip", value: "10.0.0.7" },
      ],
      known: opened.known,
      settings: opened.suite.settings,
    });
    expect(subject([hit], true).forms.map(({ name }) => name)).toEqual(["script", "socket"]);
  });

  it("is all its requests if it expects no hit, but none that the manager discards", () => {
    expect(
      subject([miss, noRequest, { ...miss, request: "id:998" }]).requests.map(({ value }) => value),
    ).toEqual(["999", "998"]);
    expect(subject([noRequest]).requests).toEqual([]);
  });
});

const requests: readonly KeyRequest[] = ["001", "002"].map((value) => ({ selector: "id", value }));
const socketPath = path.join(temporaryFolder(), "keys.sock");
const answered: string[] = [];
let delayMs = 0;
const server = createServer((socket) => {
  socket.on("error", () => {});
  socket.once("data", (bytes) => {
    const request = bytes.toString();
    answered.push(request);
    const id = request.slice(3);
    const data = { id, name: `web${id}`, ip: "any", key: "a1".repeat(32) };
    setTimeout(() => socket.end(JSON.stringify({ error: 0, data })), delayMs);
  });
});
beforeAll(() => new Promise<void>((resolve) => server.listen(socketPath, resolve)));
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

const daemon: PollTarget = { ...target, execPath: undefined, socketPath };
const setting = {
  requests,
  known: new KeyStore(),
  settings: defaultSettings(newestRelease),
  agents: 6,
  threads: 2,
  queueSize: 1024,
  rhythm: { ...defaultRhythm, spreadSeconds: 0 },
};

describe("a rehearsal", () => {
  it("is its storm, then a drain for each other number of threads, forward and backward", async () => {
    answered.length = 0;
    const done = await soon(rehearse({ ...setting, target: daemon, levels: [1, 2, 16] }));
    expect(done).toMatchObject({ origin: "measured", obstacle: undefined, cancelled: false });
    expect(done.storm).toMatchObject({ ended: "all-in", runs: 6, registered: 6 });
    expect(done.storm.settings).toEqual({
      agents: 6,
      threads: 2,
      queueSize: 1024,
      rhythm: setting.rhythm,
    });
    const atOnce = { retrySeconds: 86_400, spreadSeconds: 0, reloadSeconds: 0 };
    const drain = (threads: number, runs: number) => ({
      settings: { agents: runs, threads, queueSize: runs + 1, rhythm: atOnce },
      discardedFull: 0,
    });
    // 20 runs, or twice as many as threads.
    expect(done.levels).toMatchObject([drain(1, 20), drain(16, 32), drain(16, 32), drain(1, 20)]);
    expect(done.calibration?.levels.map(({ threads }) => threads)).toEqual([1, 2, 16]);
    const runs = done.levels.reduce((sum, level) => sum + level.runs, 6);
    expect(answered).toHaveLength(runs);
    expect(new Set(answered)).toEqual(new Set(["id:001", "id:002"]));
  });

  it("measures six numbers of threads if it is not told which", async () => {
    const { levels } = await soon(rehearse({ ...setting, target: daemon, threads: 4 }));
    const once = [1, 2, 8, 16, 32];
    expect(levels.map(({ settings }) => settings.threads)).toEqual([...once, ...once.toReversed()]);
    const agents = levels.map(({ settings }) => settings.agents);
    expect(agents).toEqual([20, 20, 20, 32, 64, 64, 32, 20, 20, 20]);
  });

  it("says which part runs, with how many threads", async () => {
    const seen: RehearsalProgress[] = [];
    delayMs = 40;
    const given = {
      ...setting,
      limit: 6,
      levels: [3],
      onProgress: (each: RehearsalProgress) => seen.push(each),
    };
    await soon(rehearse({ ...given, target: daemon })).finally(() => {
      delayMs = 0;
    });
    const parts = seen.map(({ stage, threads, limit, agents }) => [stage, threads, limit, agents].join());
    expect([...new Set(parts)]).toEqual(["storm,2,6,6", "level,3,20,20"]);
  });

  it("gives a drain no more time than it needs", async () => {
    delayMs = 200;
    const { levels } = await soon(rehearse({ ...setting, target: daemon, agents: 1, levels: [1] })).finally(
      () => {
        delayMs = 0;
      },
    );
    // 20 runs of 200 ms would take 4 s.
    for (const { ended, runs } of levels) expect([ended, runs < 20]).toEqual(["duration", true]);
  });

  it("has no drains after an obstacle or a cancellation", async () => {
    const nothing = { ...daemon, socketPath: `${socketPath}.none` };
    const signal = AbortSignal.timeout(50);
    const cancelled = await soon(rehearse({ ...setting, target: nothing, levels: [1], signal }));
    expect(cancelled).toMatchObject({ cancelled: true, levels: [], calibration: undefined });
    const missing = { ...daemon, socketPath: undefined, execPath: "/no/such/script" };
    const done = await soon(rehearse({ ...setting, target: missing, levels: [1] }));
    expect(done).toMatchObject({ cancelled: false, levels: [], storm: { ended: "cannot-run" } });
    expect(done.obstacle).toContain("/no/such/script");
  });

  it("ends by its time; a queue that accepts nothing has two seconds", async () => {
    const none = { ...setting, target: daemon, queueSize: 1, levels: [] };
    const short = await soon(rehearse({ ...none, durationSeconds: 0.02 }));
    expect(short.storm).toMatchObject({ ended: "duration", runs: 0, discardedFull: 6 });
    const own = await soon(rehearse(none));
    expect(own.storm).toMatchObject({ ended: "duration", runs: 0 });
    expect(own.storm.elapsedMs).toBeGreaterThan(1900);
  });
});

describe("the forms of a rehearsal", () => {
  const forms = [
    { name: "socket", target: daemon },
    { name: "script", target: daemon },
  ] as const;
  const never = new AbortController().signal;

  it("are rehearsed one after the other, each with a study of the same storm", async () => {
    const seen: string[] = [];
    delayMs = 30;
    const { forms: done, cancelled } = await soon(
      rehearseForms({
        ...setting,
        agents: 12,
        levels: [],
        forms,
        seed: 7,
        signal: never,
        onProgress: (form, { stage }) => seen.push(`${form} ${stage}`),
        onSimulate: (form) => seen.push(`${form} is simulated`),
      }),
    ).finally(() => {
      delayMs = 0;
    });
    expect(cancelled).toBe(false);
    expect([...new Set(seen)]).toEqual([
      "socket storm",
      "socket is simulated",
      "script storm",
      "script is simulated",
    ]);
    expect(done.map(({ name, rehearsal }) => [name, rehearsal.storm.runs])).toEqual([
      ["socket", 12],
      ["script", 12],
    ]);
    const { threads, queueSize, rhythm } = setting;
    for (const { rehearsal, study: own } of done) {
      const { calibration } = rehearsal;
      if (calibration === undefined) throw new Error("there are runs");
      expect(own).toEqual(study({ calibration, agents: 12, threads, queueSize, rhythm, seed: 7 }));
    }
  });

  it("have 400 runs and a minute if there is no limit", async () => {
    expect([STORM_LIMIT, STORM_SECONDS]).toEqual([400, 60]);
    const many = { ...setting, agents: 450, levels: [], forms: forms.slice(0, 1), signal: never };
    const limited = await rehearseForms(many);
    expect(limited.forms[0]?.rehearsal.storm).toMatchObject({ ended: "limit", runs: 400 });
    const own = await rehearseForms({ ...many, limit: 9 });
    expect(own.forms[0]?.rehearsal.storm).toMatchObject({ ended: "limit", runs: 9 });
    const timed = await rehearseForms({ ...many, durationSeconds: 100 });
    expect(timed.forms[0]?.rehearsal.storm).toMatchObject({ ended: "all-in", runs: 450 });
  }, 60_000);

  it("end with the signal, and have no study without runs", async () => {
    const stop = new AbortController();
    const onSimulate = () => stop.abort();
    const given = { ...setting, levels: [], forms, onSimulate };
    const { forms: done, cancelled } = await soon(rehearseForms({ ...given, signal: stop.signal }));
    expect(cancelled).toBe(true);
    expect(done.map(({ name, study: own }) => [name, own])).toEqual([["socket", undefined]]);
    const nobody = await soon(rehearseForms({ ...setting, levels: [], forms, agents: 0, signal: never }));
    expect(nobody.forms.map(({ study: own }) => own)).toEqual([undefined, undefined]);
  });
});

it("a study leaves time for other work, and is nothing once it is cancelled", async () => {
  const run = { request: 0, busyMs: 100, scriptMs: 90, end: "registered" } as const;
  const given = { ...setting, calibration: calibrated(measuredStorm(2, [run, run])) };
  let turns = 0;
  const count = setInterval(() => turns++, 0);
  const found = await soon(studyPatiently(given, new AbortController().signal));
  clearInterval(count);
  expect(found).toEqual(study(given));
  expect(turns).toBeGreaterThan(0);
  expect(await soon(studyPatiently(given, AbortSignal.abort()))).toBeUndefined();
  const stop = new AbortController();
  const stopped = studyPatiently(given, stop.signal);
  stop.abort();
  expect(await soon(stopped)).toBeUndefined();
});
