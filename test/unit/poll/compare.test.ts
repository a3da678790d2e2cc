/** Both profiles side by side: whether their verdicts differ, and what alone causes the difference. */

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { defaultSettings, KeyStore, newestRelease, readKeyFile } from "../../../core/manager/index.ts";
import { type CompareOptions, type Comparison, compareProfiles } from "../../../core/poll/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { expectNothingLeft, id001, script, scriptFolder, testEnvironment } from "./support.ts";

expectNothingLeft();

const folder = temporaryFolder();

/** A script of plain sh. */
function written(name: string, lines: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return file;
}

/** An answer whose members can use the variables of the script. */
const answer = (id: string, name: string): string =>
  `echo '{"error":0,"data":{"id":"'${id}'","name":"'${name}'","ip":"any","key":"0123456789abcdef0123456789abcdef"}}'`;

function compare(execPath: string, options: Partial<CompareOptions> = {}): Promise<Comparison> {
  return compareProfiles({
    execPath,
    request: id001,
    settings: defaultSettings(newestRelease),
    known: new KeyStore(),
    timeoutSeconds: 20,
    environment: testEnvironment,
    standInDirectory: scriptFolder,
    ...options,
  });
}

test.concurrent("a script that depends on nothing gets the same verdict", async () => {
  const same = await compare(script("answers.py"));
  expect(same).toMatchObject({ differs: undefined, cause: undefined });
  expect([same.manager.run.profile, same.asMe.run.profile]).toEqual(["manager", "as-me"]);
});

test.skipIf(process.env["HOME"] === undefined)(
  "the variable that causes the difference is named",
  async () => {
    const { manager, asMe, cause } = await compare(script("needs-home.sh"));
    expect([manager.outcome.verdict, asMe.outcome.verdict]).toEqual(["exit-code", "added"]);
    expect(cause).toEqual({ kind: "variable", name: "HOME" });
  },
);

test.concurrent("a difference caused by signals has no cause among folder and variables", async () => {
  const { manager, asMe, cause } = await compare(script("broken-pipe.sh"));
  expect([manager.outcome.verdict, asMe.outcome.verdict]).toEqual(["parse-error", "added"]);
  expect(cause).toBeUndefined();
});

test.skipIf(process.env["HOME"] === undefined)("another name has no cause that is searched for", async () => {
  const found = await compare(written("name.sh", answer("001", "a$" + "{HOME:+b}")));
  expect(found).toMatchObject({ differs: "answer", cause: undefined });
});

test.skipIf(process.env["HOME"] === undefined)(
  "verdicts are those of the agents that are known",
  async () => {
    const known = readKeyFile("001 ab any 0123456789abcdef0123456789abcdef\n", {
      release: newestRelease,
      passEmpty: true,
    }).store;
    const refusing = defaultSettings(newestRelease);
    const settings = { ...refusing, force: { ...refusing.force, enabled: false } };
    const found = await compare(written("known.sh", answer("002", "a$" + "{HOME:+b}")), { known, settings });
    expect([found.manager.outcome.verdict, found.asMe.outcome.verdict]).toEqual(["added", "rejected"]);
    expect(found).toMatchObject({ differs: "verdict", cause: { kind: "variable", name: "HOME" } });
  },
);

test.skipIf(process.env["HOME"] === undefined)("a cancelled comparison searches no cause", async () => {
  const stop = new AbortController();
  const runs = path.join(folder, "runs");
  rmSync(runs, { force: true });
  const execPath = written("cancelled.sh", `echo run >> ${runs}\n[ -z "$HOME" ] || sleep 100`);
  const watch = setInterval(() => {
    if (existsSync(runs) && readFileSync(runs, "utf8") === "run\nrun\n") stop.abort();
  }, 20);
  const found = await compare(execPath, { signal: stop.signal, timeoutSeconds: 100 });
  clearInterval(watch);
  expect(found.asMe.run.cancelled).toBe(true);
  expect(found.cause).toBeUndefined();
  expect(readFileSync(runs, "utf8")).toBe("run\nrun\n");
});
