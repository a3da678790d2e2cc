/** The torture test: good scripts and daemons pass, and each kind of bad one is found by the case for it. */

import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultSettings, type KeyRequest, KeyStore, type ReleaseId } from "../../../core/manager/index.ts";
import { startDaemon, type TortureOptions, type TortureResult, torture } from "../../../core/poll/index.ts";
import { tortureCases } from "../../../core/poll/torture/cases.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { marked, unmarked } from "../manifest/marked.ts";
import { expectNothingLeft, id001, release, script, testEnvironment } from "./support.ts";

expectNothingLeft();

const hits: readonly KeyRequest[] = [id001, { selector: "ip", value: "192.168.1.100" }];

const common: Omit<TortureOptions, "execPath"> = {
  settings: defaultSettings(release("4.14")),
  known: new KeyStore(),
  hits,
  rowLength: 20,
  timeoutSeconds: 20,
  workingDirectory: "/",
  environment: testEnvironment,
};

function run(
  name: string,
  only?: readonly string[],
  of: ReleaseId = "4.14",
): Promise<readonly TortureResult[]> {
  return torture({ ...common, execPath: script(name), settings: defaultSettings(release(of)), only });
}

const broken = (results: readonly TortureResult[]): readonly string[] =>
  results.filter(({ verdict }) => verdict !== "held").map(({ name, message }) => `${name}: ${message}`);

test.concurrent.for(["4.14", "3.8"] as const)(
  "a good script passes under %s",
  { timeout: 60_000 },
  async (of) => {
    const results = await run("answers.py", undefined, of);
    expect(broken(results)).toEqual([]);
    expect(results.map(({ name }) => name)).toEqual(tortureCases.map(({ name }) => name));
  },
);

/** What the bad scripts below did. */
const found: TortureResult[] = [];

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
])("$name is found by $finds", async ({ name, finds, says }) => {
  const [result] = await run(name, [finds]);
  if (result !== undefined) found.push(result);
  expect(result).toMatchObject({ verdict: "broken", message: expect.stringContaining(says) });
});

test.concurrent("a script that gets slower is found by a long series", async () => {
  const environment = { ...testEnvironment, KEYPOLL_RUNS: join(temporaryFolder(), "runs") };
  const execPath = script("slows-down.sh");
  const [result] = await torture({ ...common, execPath, environment, rowLength: 48, only: ["long-row"] });
  expect(result?.message).toMatch(/^The script gets slower: \d+ ms at first, \d+ ms at last\.$/);
});

const forSockets = tortureCases.flatMap(({ name, extraWords }) => (extraWords === undefined ? name : []));

/** The torture test of a daemon that is started for it. */
async function runDaemon(name: string, asked: Partial<TortureOptions>): Promise<readonly TortureResult[]> {
  const socketPath = join(temporaryFolder(), "keys.sock");
  const command = `${script(name)} ${socketPath}`;
  const started = await startDaemon({ ...common, release: release("4.14"), execPath: command, socketPath });
  if (started.kind === "failed") throw new Error(started.message);
  try {
    return await torture({ ...common, ...asked, execPath: undefined, socketPath });
  } finally {
    await started.daemon.stop();
  }
}

test.concurrent("a good daemon passes, in every case that exists for a socket", async () => {
  const results = await runDaemon("daemon.py", { hits: [id001] });
  expect(broken(results)).toEqual([]);
  expect(results.map(({ name }) => name)).toEqual(forSockets);
});

test.concurrent("a daemon that ends at a request is found, and the test ends too", {
  timeout: 60_000,
}, async () => {
  const results = await runDaemon("fragile-daemon.py", { only: ["option-like", "not-utf-8", "not-an-id"] });
  expect(results.map(({ name, verdict }) => [name, verdict])).toEqual([
    ["option-like", "held"],
    ["not-utf-8", "broken"],
  ]);
  expect(results[1]?.message).toMatch(
    /ended with "no answer".* No program accepts connections at .*keys\.sock/,
  );
});

test.concurrent("a daemon that gives every request the same agent is found", async () => {
  const socketPath = join(temporaryFolder(), "keys.sock");
  const answer = '{"error":0,"data":{"id":"002","name":"db","ip":"any","key":"k"}}';
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => socket.end(answer));
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  try {
    const only = ["single-quote", "double-quote", "empty-value", "id-too-long"];
    const results = await torture({ ...common, execPath: undefined, socketPath, only });
    expect(results.map(({ verdict }) => verdict)).toEqual(["broken", "broken", "broken", "held"]);
  } finally {
    server.close();
  }
});

test("a script that cannot be started is asked once", async () => {
  const results = await torture({ ...common, execPath: "/no/such/script.py" });
  expect(results.map(({ verdict, message, asked }) => [verdict, message, asked.length])).toEqual([
    ["not-checked", expect.stringContaining("no file /no/such/script.py"), 1],
  ]);
});

test("requests that the manager discards never reach the script", async () => {
  const results = await run("wrong-agent.py", ["id-too-long", "ipv6-expanded"]);
  expect(results.map(({ verdict }) => verdict)).toEqual(["held", "held"]);
  expect(results.flatMap(({ asked }) => asked).filter(({ asking }) => asking !== undefined)).toEqual([]);
});

test("cases that need a hit do not pass without one", async () => {
  const execPath = script("answers.py");
  const results = await torture({ ...common, execPath, hits: [], only: ["success-is-seen", "long-row"] });
  expect(results.map(({ verdict }) => verdict)).toEqual(["not-checked", "not-checked"]);
});

test("every case says what must be true and why, in the language of the editor, under its own name", async () => {
  expect(new Set(tortureCases.map(({ name }) => name)).size).toBe(tortureCases.length);
  const said = await marked(() => tortureCases.flatMap(({ mustHold, why }) => [mustHold(), why()]));
  expect(said.filter((text) => !/^⟦.*⟧$/.test(text))).toEqual([]);
  for (const { name } of tortureCases) expect(name).toMatch(/^[a-z0-9-]+$/);
});

test("what a script does wrong is said in the language of the editor", async () => {
  const groups = [0, 1].map((at) => ({ verdict: "error-answer" as const, runs: [at] }));
  const varied = (["verdict", "answer", "output"] as const).map((what) => ({ what, groups }));
  const said = await marked(() => [
    ...found.map(({ name, asked }) => caseOf(name)?.judge({ asked, variations: [] })),
    ...varied.map((variation) => caseOf("long-row")?.judge({ asked: [], variations: [variation] })),
  ]);
  const texts = said.filter((text) => text !== undefined);
  expect(texts.length).toBeGreaterThan(6);
  expect(texts.flatMap((text) => unmarked(text))).toEqual([]);
});

const caseOf = (of: string) => tortureCases.find(({ name }) => name === of);
