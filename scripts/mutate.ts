/**
 * `npm run mutate -- ROOM [TESTS …]`: makes small changes to the code of a room and lists those that no test notices.
 * ROOM is a folder, a file, or a file with lines (`FILE:10-40`). TESTS are folders or files of tests, by default the
 * unit tests of that room. Exit code 1 if fewer are noticed than required.
 */

import { existsSync, statSync } from "node:fs";
import { Stryker } from "@stryker-mutator/core";

/** Percentage of the changes that tests must notice. */
const ENOUGH = 85;
const ENOUGH_OF_MODEL = 98;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const [room, ...given] = process.argv.slice(2);
if (room === undefined) fail("Name a room to change: npm run mutate -- core/manager/request [TESTS …]");

const [path = room, lines] = room.split(":");
if (!existsSync(path))
  fail(`${path} does not exist. Name a folder or a file of the code, such as core/manager.`);

/** `core/lint/key-file/rules` has its unit tests in `test/unit/key-file`. */
function unitTests(): readonly string[] {
  const folders = path.split("/").reverse();
  const found = folders.map((name) => `test/unit/${name}`).find((folder) => existsSync(folder));
  return found === undefined
    ? fail(`No folder in test/unit belongs to ${path}. Name the tests: npm run mutate -- ${room} TESTS`)
    : [found];
}

const tests = given.length > 0 ? given : unitTests();
const missing = tests.find((each) => !existsSync(each));
if (missing !== undefined) fail(`${missing} does not exist. Name folders or files of tests.`);

const isFolder = statSync(path).isDirectory();
const target = isFolder ? `${path}/**/*.ts` : [path, ...(lines === undefined ? [] : [lines])].join(":");
// The vitest configuration beside this file reads them, also in the processes that Stryker starts.
process.env["KEYPOLL_TESTS"] = tests
  .map((each) => (each.endsWith(".ts") ? each : `${each}/**/*.test.ts`))
  .join(",");

const enough = path.startsWith("core/manager") ? ENOUGH_OF_MODEL : ENOUGH;
const results = await new Stryker({
  mutate: [target, "!**/generated/**"],
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "scripts/mutate/vitest.config.ts", related: false },
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { logTests: false, reportTests: false },
  coverageAnalysis: "perTest",
  ignorePatterns: ["artifacts", "demo", "dist"],
  tempDirName: ".cache/stryker",
  // Rewriting it would need the API of an older TypeScript. Nothing in the sandbox reads it.
  tsconfigFile: "none.json",
  thresholds: { high: enough, low: enough, break: enough },
}).runMutationTest();
const unnoticed = results.filter(({ status }) => status === "Survived" || status === "NoCoverage");
console.log(`${results.length} changes, ${unnoticed.length} of them noticed by no test.`);
