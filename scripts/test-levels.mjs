/**
 * The levels of the tests, and which of them a word on the command line selects. Plain JavaScript, because nothing is
 * installed yet.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { projectRoot } from "./set-up.mjs";

export const results = join(projectRoot, "artifacts", "results");
const vitestReport = join(results, "vitest.json");
const windowsReport = join(results, "windows.json");
const foreignReport = join(results, "foreign.json");

/**
 * Each level: the word that names it, its description, its command, and the place of its counts. A level without counts
 * is one check that passes or fails. `folders` contain the test files that its command accepts as arguments.
 */
export const levels = [
  { name: "build", title: "Build", command: ["node", "scripts/build.ts"] },
  { name: "types", title: "Types", command: ["tsc", "-p", "."] },
  { name: "types", title: "Types of the views", command: ["tsc", "-p", "client/page"] },
  { name: "lint", title: "Lint and format", command: ["biome", "check", "."] },
  { name: "unused", title: "Unused code", command: ["knip"] },
  { name: "words", title: "Spelling and phrases", command: ["node", "scripts/words.ts"] },
  { name: "unit", title: "Interpreters of poll scripts", command: ["node", "test/install-interpreters.ts"] },
  {
    name: "unit",
    title: "Unit, conformance, server, command line",
    command: vitest(vitestReport),
    counts: () => vitestCounts(vitestReport),
    folders: ["test/unit", "test/server", "test/cli", "test/conformance", "test/stand-in"],
  },
  {
    name: "programs",
    title: "Programs of others: editors, shells, pre-commit, Ansible",
    command: [...vitest(foreignReport), "--config", "test/foreign/vitest.config.ts"],
    counts: () => vitestCounts(foreignReport),
    folders: ["test/foreign"],
  },
  {
    name: "windows",
    title: "Windows: the command line on its Node, in wine",
    command: [...vitest(windowsReport), "--config", "test/windows/vitest.config.ts"],
    counts: () => vitestCounts(windowsReport),
    folders: ["test/windows"],
  },
  {
    name: "databases",
    title: "Databases",
    command: ["node", "test/database/run.ts"],
    counts: () => ownCounts("database"),
  },
  {
    name: "editor",
    title: "In a real editor, as code and as a user",
    command: ["node", "test/editor/run.ts"],
    counts: () => sum(ownCounts("api"), ownCounts("page")),
  },
];

/** What to run for these words, each a level or a part of the path of test files; or the word that matches nothing. */
export function levelsFor(words) {
  if (words.length === 0) return { chosen: levels };
  const wanted = new Map();
  for (const word of words) {
    const named = levels.filter(({ name }) => name === word);
    const found = named.length > 0 ? named.map((level) => [level, []]) : levelsWithFiles(word);
    if (found.length === 0) return { unknown: word };
    for (const [level, files] of found) {
      const before = wanted.get(level);
      wanted.set(level, files.length === 0 || before?.length === 0 ? [] : [...(before ?? []), ...files]);
    }
  }
  const chosen = levels.filter((level) => wanted.has(level));
  return { chosen: chosen.map((level) => ({ ...level, command: [...level.command, ...wanted.get(level)] })) };
}

function levelsWithFiles(word) {
  return levels.flatMap((level) => {
    const files = (level.folders ?? []).flatMap(testFiles).filter((file) => file.includes(word));
    return files.length === 0 ? [] : [[level, files]];
  });
}

function testFiles(folder) {
  const names = readdirSync(join(projectRoot, folder), { recursive: true });
  const tests = names.filter((name) => name.endsWith(".test.ts"));
  return tests.map((name) => `${folder}/${name.replaceAll("\\", "/")}`).sort();
}

function vitest(report) {
  return ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
}

function vitestCounts(file) {
  const report = JSON.parse(readFileSync(file, "utf8"));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.testResults.filter(isBrokenFile).length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(vitestFailures),
  };
}

/** The failures of a test file in a few lines each, to be shown at the end of a long log, too. */
function vitestFailures(result) {
  const file = relative(projectRoot, result.name);
  if (isBrokenFile(result)) return [`${file}: ${beginning(result.message)}`];
  return result.assertionResults
    .filter(({ status }) => status === "failed")
    .map(
      ({ fullName, failureMessages }) => `${file}: ${fullName}\n    ${beginning(failureMessages.join("\n"))}`,
    );
}

function beginning(message) {
  return message.split("\n").slice(0, 6).join("\n    ");
}

/** A test file that failed before any of its tests started. */
function isBrokenFile({ status, assertionResults }) {
  return status === "failed" && assertionResults.length === 0;
}

function ownCounts(name) {
  return JSON.parse(readFileSync(join(results, `${name}.json`), "utf8"));
}

function sum(...counts) {
  const total = (name) => counts.reduce((all, each) => all + each[name], 0);
  return { passed: total("passed"), failed: total("failed"), skipped: total("skipped") };
}
