/** Suites with real scripts: what passes, what fails, what could not be asked, and what a caller can cancel. */

import { writeFileSync } from "node:fs";
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

it("could not ask if nothing listens at the socket", { timeout: 20_000 }, async () => {
  const members = { exec_path: undefined, socket: "./nobody.sock", samples: [registered] };
  const [result] = await runSuite(await opened(members));
  expect(result?.state).toBe("errored");
  expect(result?.obstacle).toMatch(
    /Nothing accepts a connection at .*nobody\.sock: No such file or directory/,
  );
});

it("asks selected samples only, and cancels the rest", async () => {
  const samples = [registered, registered, registered];
  expect(await states({ samples }, { samples: [2] })).toEqual(["2 passed"]);
  const stop = new AbortController();
  const cut = await states({ samples }, { signal: stop.signal, onResult: () => stop.abort() });
  expect(cut).toEqual(["0 passed", "1 cancelled", "2 cancelled"]);
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
