/**
 * `npm run release -- VERSION [--dry-run]`: sets the version, dates the change log, commits and tags. It pushes
 * nothing: the workflow `release` builds and publishes what the pushed tag names.
 */

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { planRelease } from "./release/plan.ts";

const git = (...args: readonly string[]): string => execFileSync("git", args, { encoding: "utf8" }).trim();

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const { values, positionals } = parseArgs({
  options: { "dry-run": { type: "boolean", default: false } },
  allowPositionals: true,
});
const [version, ...more] = positionals;
if (version === undefined || more.length > 0) {
  fail("Give the version to release: npm run release -- 1.2.0 [--dry-run]");
}

const tag = `v${version}`;
const today = new Date().toISOString().slice(0, 10);
const plan = planRelease((name) => readFileSync(name, "utf8"), version, today);
if (plan.kind === "problem") fail(plan.message);
if (git("status", "--porcelain") !== "") {
  fail("The work tree has changes that are not committed. Commit or stash them first.");
}
if (git("tag", "--list", tag) !== "") fail(`The tag ${tag} exists already. Choose a newer version.`);

if (values["dry-run"]) {
  console.log(
    `Would change ${[...plan.files.keys()].join(", ")}, commit, and tag ${tag}. The entries of the release:\n`,
  );
  console.log(plan.notes);
} else {
  for (const [name, text] of plan.files) writeFileSync(name, text);
  git("add", ...plan.files.keys());
  git("commit", "--quiet", "--message", `Release ${version}`);
  git("tag", "--annotate", tag, "--message", `Key Poll ${version}\n\n${plan.notes}`, "--cleanup=verbatim");
  console.log(`Committed and tagged ${tag}. To publish it: git push origin HEAD ${tag}`);
}
