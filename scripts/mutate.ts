/**
 * `npm run mutate -- ROOM [TESTS …]`: makes small changes to the code of a room and lists those that no test notices.
 * ROOM is a folder, a file, or a file with lines (`FILE:10-40`). TESTS are folders or files of tests, by default the
 * unit tests that belong to the room. For the command line, which its tests run as a process, name them. Exit code 1 if fewer are noticed than required, or if the list of accepted changes is out of date.
 */

import { existsSync, globSync, mkdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import generate from "../test/generate.ts";
import { judged } from "./mutate/accepted.ts";
import { changesOf } from "./mutate/changes.ts";
import { buildProgram } from "./mutate/program.ts";
import { runTests } from "./mutate/run.ts";
import { testsOf } from "./mutate/tests.ts";

/** Percentage of the changes that tests must notice. */
const ENOUGH = 85;
const ENOUGH_OF_MODEL = 98;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const [room, ...given] = process.argv.slice(2);
if (room === undefined) fail("Name a room to change: npm run mutate -- core/manager/request [TESTS …]");

const [place = room, lines] = room.split(":");
if (!existsSync(place))
  fail(`${place} does not exist. Name a folder or a file of the code, such as core/manager.`);
const missing = given.find((each) => !existsSync(each));
if (missing !== undefined) fail(`${missing} does not exist. Name folders or files of tests.`);

const expand = (each: string, pattern: string) =>
  statSync(each).isDirectory() ? globSync(`${each}/**/${pattern}`).sort() : [each];
const files = expand(place, "*.ts").filter((file) => !file.includes("/generated/"));
const tests = given.length > 0 ? given.flatMap((each) => expand(each, "*.test.ts")) : testsOf(files);
if (tests.length === 0)
  fail(`No unit test imports ${place}. Name the tests: npm run mutate -- ${room} TESTS`);

await generate();
const folder = path.resolve(".cache/mutate", place.replaceAll("/", "+"));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const { changed, changes } = await changesOf(files, lines, folder);
console.log(`${changes.length} changes in ${files.length} files. Tests: ${tests.join(", ")}`);

const sources = new Map(changes.map(({ id, file }) => [id, file]));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(2));
const program = place.startsWith("cli") ? await buildProgram(changed, folder) : undefined;
const { reached, noticed, problems } = await runTests(
  tests,
  changed,
  (id) => sources.get(id) ?? "",
  folder,
  program,
);
for (const problem of problems) console.log(problem);

const unnoticed = changes.filter(({ id }) => !noticed.has(id));
const { open, outdated } = judged(files, unnoticed);
for (const { id, file, line, column, kind, before, after } of open) {
  const why = reached.has(id) ? "not noticed" : "not reached";
  console.log(`\n${file}:${line}:${column} ${kind}, ${why}\n- ${before}\n+ ${after}`);
}
const old = lines === undefined ? outdated : [];
for (const each of old) console.log(`\nscripts/mutate/accepted.ts is out of date: ${each}`);

const counted = changes.length - (unnoticed.length - open.length);
const percentage = (100 * noticed.size) / Math.max(1, counted);
const unreached = open.filter(({ id }) => !reached.has(id)).length;
console.log(
  `\n${changes.length} changes, ${changes.length - counted} accepted, ${noticed.size} of the other ${counted} noticed (${percentage.toFixed(1)} %), ` +
    `${open.length - unreached} not noticed, ${unreached} on code that no test reaches.`,
);
const enough = place.startsWith("core/manager") ? ENOUGH_OF_MODEL : ENOUGH;
process.exit(percentage < enough || old.length > 0 ? 1 : 0);
