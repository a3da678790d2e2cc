/** `npm test`: sets everything up, runs every suite, and closes with one line of totals. Plain JavaScript: nothing is installed yet. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { ensureInstalled, projectRoot, toolEnvironment } from "./set-up.mjs";

const results = join(projectRoot, "artifacts", "results");
const vitestReport = join(results, "vitest.json");
const foreignReport = join(results, "foreign.json");

/** Each suite: what it is, its command, and where its counts are. A suite without counts is one check that passes or fails. */
const suites = [
  { title: "Build", command: ["node", "scripts/build.ts"] },
  { title: "Types", command: ["tsc", "-p", "."] },
  { title: "Types of what runs in the views", command: ["tsc", "-p", "client/page"] },
  { title: "Lint and format", command: ["biome", "check", "."] },
  { title: "Unused code", command: ["knip"] },
  {
    title: "Unit, conformance, server, command line",
    command: vitest(vitestReport),
    counts: () => vitestCounts(vitestReport),
  },
  {
    title: "Programs of others: editors, shells, pre-commit, Ansible",
    command: [...vitest(foreignReport), "--config", "test/foreign/vitest.config.ts"],
    counts: () => vitestCounts(foreignReport),
  },
  {
    title: "Databases",
    command: ["node", "test/database/run.ts"],
    counts: () => ownCounts("database"),
  },
  {
    title: "In a real editor, as code and as a user",
    command: ["node", "test/editor/run.ts"],
    counts: () => sum(ownCounts("api"), ownCounts("page")),
  },
];

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

/** What failed in a test file, in a few lines each, so that it stands at the end of a long log too. */
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

/** A test file that failed before it had any test. */
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

function run({ title, command, counts }) {
  console.log(`\n── ${title} ──`);
  const [program, ...args] = command;
  const { status } = spawnSync(program, args, { cwd: projectRoot, env: toolEnvironment(), stdio: "inherit" });
  const ended = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  if (counts === undefined) return ended;
  try {
    const { passed, failed, skipped, failures = [] } = counts();
    // A suite that ended badly without a failed test has failed as a whole.
    if (status !== 0 && failed === 0)
      return { passed, failed: 1, skipped, failures: [`exit code ${status}, though no test failed`] };
    return { passed, failed, skipped, failures };
  } catch {
    console.error(`${title}: no results were written.`);
    return { ...ended, passed: 0, failed: 1 };
  }
}

ensureInstalled();
if (existsSync(results)) rmSync(results, { recursive: true });
mkdirSync(results, { recursive: true });
const only = process.argv.slice(2);
const chosen = suites.filter(
  ({ title }) => only.length === 0 || only.some((word) => title.toLowerCase().includes(word)),
);
const totals = { passed: 0, failed: 0, skipped: 0 };
const failed = [];
for (const suite of chosen) {
  const counts = run(suite);
  for (const name of Object.keys(totals)) totals[name] += counts[name];
  if (counts.failed > 0) failed.push([suite.title, ...(counts.failures ?? [])]);
}
for (const [title, ...failures] of failed) console.log(["", `Failed: ${title}`, ...failures].join("\n  "));
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 ? 0 : 1;
