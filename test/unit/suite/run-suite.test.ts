/** Suites with real scripts: what passes, what fails, what could not be run, and what a caller can cancel. */

import { getEventListeners } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { openSuite, runSuite, type SuiteOptions } from "../../../core/poll/index.ts";
import { readPollSuite } from "../../../core/suite/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { expectNothingLeft, scriptFolder, testEnvironment } from "../poll/support.ts";

expectNothingLeft();

const folder = temporaryFolder();
writeFileSync(path.join(folder, "client.keys"), "001 old 10.0.0.1 oldkeyoldkey\n");

async function opened(members: Readonly<Record<string, unknown>>) {
  const reading = readPollSuite(
    JSON.stringify({
      exec_path: path.join(scriptFolder, "answers.sh"),
      environment: testEnvironment,
      ...members,
    }),
  );
  if (reading.kind !== "suite") throw new Error(reading.problems[0]?.message);
  const opening = await openSuite(reading.suite, folder);
  if (opening.kind === "problem") throw new Error(opening.message);
  return opening.opened;
}

async function states(members: Readonly<Record<string, unknown>>, options: SuiteOptions = {}) {
  const results = await runSuite(await opened(members), options);
  return results.map(({ index, state }) => `${index} ${state}`);
}

const registered = { request: "id:001", expect: { registered: { id: "001" } } };

it("compares each verdict with what its sample expects, in the order of the suite", async () => {
  const seen: string[] = [];
  const samples = [
    registered,
    { request: "id:001", expect: { error: true } },
    { request: "id:123456789", expect: { fails: "request-discarded" } },
  ];
  const onResult: SuiteOptions["onResult"] = ({ index, state }) => void seen.push(`${index} ${state}`);
  expect(await states({ samples }, { concurrency: 3, onResult })).toEqual([
    "0 passed",
    "1 failed",
    "2 passed",
  ]);
  expect(seen.toSorted()).toEqual(["0 passed", "1 failed", "2 passed"]);
});

it("registers with the agents that the manager has, each sample by itself", async () => {
  const samples = [1, 2].map(() => ({ request: "id:001", expect: { registered: true, replaces: ["001"] } }));
  expect(await states({ samples, client_keys: "client.keys" })).toEqual(["0 passed", "1 passed"]);
  const refused = { request: "id:001", expect: { refused: 9012 } };
  expect(await states({ samples: [refused], client_keys: "client.keys", force: { enabled: false } })).toEqual(
    ["0 passed"],
  );
});

it("could not ask if the script cannot be started, unless that is expected", async () => {
  const samples = [registered, { request: "id:001", expect: { fails: "cannot-run" } }];
  const results = await runSuite(await opened({ exec_path: "./no-such-script", samples }));
  expect(results.map(({ state }) => state)).toEqual(["errored", "passed"]);
  expect(results[0]?.obstacle).toMatch(/no-such-script/);
});

it("could not ask if an interpreter does not find the script", async () => {
  const samples = [registered, { request: "id:001", expect: { fails: "exit-code" } }];
  const results = await runSuite(await opened({ exec_path: "python3 -u ./no-such-script.py", samples }));
  expect(results.map(({ state }) => state)).toEqual(["errored", "passed"]);
  expect(results[0]?.obstacle).toBe(
    `There is no file ${path.join(folder, "no-such-script.py")}. Check the path in exec_path of the suite.`,
  );
});

it("asks selected samples only, and cancels the rest", async () => {
  const samples = [registered, registered, registered];
  expect(await states({ samples }, { samples: [2] })).toEqual(["2 passed"]);
  expect(await states({ samples }, { samples: [7, 1] })).toEqual(["1 passed"]);
  const stop = new AbortController();
  const begun: number[] = [];
  const discarded = { request: "id:123456789", expect: { fails: "request-discarded" } };
  const cut = await states(
    { samples: [registered, registered, discarded] },
    { signal: stop.signal, onStart: (index) => begun.push(index), onResult: () => stop.abort() },
  );
  expect(cut).toEqual(["0 passed", "1 cancelled", "2 cancelled"]);
  expect(begun).toEqual([0]);
  expect(getEventListeners(stop.signal, "abort")).toEqual([]);
});

it("cancels a script that runs", async () => {
  const stop = new AbortController();
  const members = { exec_path: path.join(scriptFolder, "hangs.py"), samples: [registered] };
  const suite = await opened(members);
  const [result] = await runSuite(suite, {
    signal: stop.signal,
    onStart: () => setTimeout(() => stop.abort(), 100),
  });
  expect(result?.state).toBe("cancelled");
});

it("says which client.keys cannot be read", async () => {
  const reading = readPollSuite('{"exec_path":"x","client_keys":"nowhere.keys","samples":[]}');
  if (reading.kind !== "suite") throw new Error("it is a suite");
  expect(await openSuite(reading.suite, folder)).toMatchObject({
    kind: "problem",
    message: expect.stringMatching(/nowhere\.keys/),
  });
});

it("asks a second time if the record must be the same again, and reports the difference", async () => {
  const script = path.join(folder, "twice.sh");
  const answer = '{"error":0,"data":{"id":"%s","name":"web","ip":"any","key":"%s"}}';
  const lines = [
    "#!/bin/sh",
    'n=$(cat "$0.$2" 2>/dev/null || echo 0); echo $((n+1)) > "$0.$2"',
    `[ "$2" = 001 ] && n=0; printf '${answer}' "$2" "secretsecretsecret$n"`,
  ];
  writeFileSync(script, lines.join("\n"), { mode: 0o755 });
  const samples = ["001", "002"].map((id) => ({
    request: `id:${id}`,
    expect: { registered: true, again: "same" },
  }));
  const results = await runSuite(await opened({ exec_path: script, samples }));
  expect(results.map(({ state }) => state)).toEqual(["passed", "failed"]);
  const [difference] = results[1]?.comparison?.differences ?? [];
  expect(difference).toMatchObject({ what: "again", expected: "same" });
  expect(difference?.actual).toMatch(
    /^same name and address, other key \(fingerprint [0-9a-f]{12} → [0-9a-f]{12}\)$/,
  );
});

/** A script of plain sh whose answer is for the agent that it is asked for. */
function answering(name: string, lines: string, key = "secretsecretsecret"): string {
  const answer = `'{"error":0,"data":{"id":"'$2'","name":"'web$NAME'","ip":"any","key":"${key}"}}'`;
  const script = path.join(folder, name);
  writeFileSync(script, `#!/bin/sh\n${lines}\necho ${answer}\n`, { mode: 0o755 });
  return script;
}

it("gives a sample variables of its own, besides those of the suite", async () => {
  const samples = [0, 1].map((at) => ({
    request: "id:001",
    expect: { registered: { name: `web-of-${at}` } },
  }));
  const members = { exec_path: answering("names.sh", "NAME=$SUITE$NAME"), samples };
  const environment = { ...testEnvironment, SUITE: "-of-" };
  expect(
    await states({ ...members, environment }, { environmentFor: (index) => ({ NAME: String(index) }) }),
  ).toEqual(["0 passed", "1 passed"]);
});

it("asks as many samples at once as it may, and at least one", async () => {
  const waiting = 'touch "$0.$2"; while [ ! -e "$0.001" ] || [ ! -e "$0.002" ]; do sleep 0.02; done';
  const script = answering("waits.sh", waiting);
  for (const id of ["001", "002"]) rmSync(`${script}.${id}`, { force: true });
  const samples = ["001", "002"].map((id) => ({ request: `id:${id}`, expect: { registered: true } }));
  const members = { exec_path: script, timeout: 20, samples };
  expect(await states(members, { concurrency: 2 })).toEqual(["0 passed", "1 passed"]);
  expect(await states(members, { concurrency: 0 })).toEqual(["0 passed", "1 passed"]);
});

it("cancels the second request of a sample", async () => {
  const again = `${path.join(folder, "second.sh")}.again`;
  const script = answering(
    "second.sh",
    'if [ -e "$0.first" ]; then touch "$0.again"; exec sleep 100; fi; touch "$0.first"',
  );
  for (const end of ["first", "again"]) rmSync(`${script}.${end}`, { force: true });
  const stop = new AbortController();
  const watch = setInterval(() => {
    if (existsSync(again)) stop.abort();
  }, 20);
  const samples = [{ request: "id:001", expect: { registered: true, again: "same" } }];
  const [result] = await runSuite(await opened({ exec_path: script, timeout: 60, samples }), {
    signal: stop.signal,
  });
  clearInterval(watch);
  expect(result).toMatchObject({ state: "cancelled", verdict: undefined, asking: undefined });
});

it("fails, and does not look for a file, if exec_path names a program in PATH", async () => {
  const [result] = await runSuite(await opened({ exec_path: "true", samples: [registered] }));
  expect(result).toMatchObject({ state: "failed", obstacle: undefined });
  expect(result?.durationMs).toBe(result?.asking?.durationMs);
});

it("remarks that a manager exits with this client.keys, without a key", async () => {
  const key = "0123456789abcdef".repeat(4);
  writeFileSync(path.join(folder, "exits.keys"), `001 old 10.0.0.1 oldkeyoldkey\n002 web ${key} any\n`);
  writeFileSync(path.join(folder, "empty.keys"), "");
  const { keysFile, remarks } = await opened({ client_keys: "exits.keys", samples: [] });
  expect(keysFile).toBe(path.join(folder, "exits.keys"));
  expect(remarks).toEqual([
    `${keysFile}: a manager with this file exits with "(1237): Invalid ip address: '••••••••'.". Only the agents before that line are used.`,
  ]);
  expect(await opened({ client_keys: "empty.keys", samples: [] })).toMatchObject({ remarks: [] });
  expect(await opened({ samples: [] })).toMatchObject({ keysFile: undefined, remarks: [] });
});

it("could not ask if nothing listens at the socket", { timeout: 20_000 }, async () => {
  const members = { exec_path: undefined, socket: "./nobody.sock", samples: [registered] };
  const [result] = await runSuite(await opened(members));
  expect(result?.state).toBe("errored");
  expect(result?.obstacle).toMatch(
    /No program accepts connections at .*nobody\.sock: No such file or directory/,
  );
});
