/**
 * `npm test`: sets everything up, runs every level, and ends with one line of totals. `npm test -- NAME` runs one
 * level, or the test files with NAME in their path. Words after `--` are passed to the commands. Plain JavaScript,
 * because nothing is installed yet.
 */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, projectRoot, toolEnvironment } from "./set-up.mjs";
import { levels, levelsFor, results } from "./test-levels.mjs";

function run({ title, command, counts }, more) {
  console.log(`\n── ${title} ──`);
  const [program, ...args] = [...command, ...more];
  const { status } = spawnSync(program, args, {
    cwd: projectRoot,
    env: toolEnvironment(),
    stdio: "inherit",
    // On Windows the commands of npm packages are shell scripts. All words are the project's own or the developer's.
    shell: process.platform === "win32",
  });
  const ended = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  if (counts === undefined) return ended;
  try {
    const { passed, failed, skipped, failures = [] } = counts();
    if (status === 0 || failed > 0) return { passed, failed, skipped, failures };
    // If a level exits with an error but has no failed test, the whole level has failed.
    return { passed, failed: 1, skipped, failures: [`exit code ${status}, though no test failed`] };
  } catch {
    console.error(`${title}: no results were written.`);
    return { ...ended, passed: 0, failed: 1 };
  }
}

/** On a fresh checkout the tests lack the files that the build writes. */
function withBuild(chosen) {
  const isBuilt = existsSync(join(projectRoot, "dist/cli/keypoll.mjs"));
  const build = levels.filter(({ name }) => name === "build");
  return isBuilt || chosen.some(({ name }) => name === "build") ? chosen : [...build, ...chosen];
}

function runAll(chosen, more) {
  ensureInstalled();
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const failed = [];
  for (const level of withBuild(chosen)) {
    const counts = run(level, more);
    for (const name of Object.keys(totals)) totals[name] += counts[name];
    if (counts.failed > 0) failed.push([level.title, ...(counts.failures ?? [])]);
  }
  for (const [title, ...failures] of failed) console.log(["", `Failed: ${title}`, ...failures].join("\n  "));
  console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  process.exitCode = totals.failed === 0 ? 0 : 1;
}

const given = process.argv.slice(2);
const isList = given[0] === "--list";
const words = isList ? given.slice(1) : given;
const end = words.indexOf("--");
const names = end < 0 ? words : words.slice(0, end);
const more = end < 0 ? [] : words.slice(end + 1);
const { chosen, unknown } = levelsFor(names);
if (chosen === undefined) {
  const known = [...new Set(levels.map(({ name }) => name))].join(", ");
  console.error(
    `No level and no test file is named ${unknown}. Give one of these levels (${known}), or a part of the path of a test file.`,
  );
  process.exitCode = 2;
} else if (isList) {
  for (const { title, command } of chosen) console.log(`${title}: ${[...command, ...more].join(" ")}`);
} else {
  runAll(chosen, more);
}
