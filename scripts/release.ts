/**
 * `npm run release -- VERSION [--dry-run]`: sets the version, dates the change log, commits and tags. It pushes nothing: the
 * workflow `release` builds and publishes what the pushed tag names.
 */

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { planRelease } from "./release/plan.ts";

const NAMES = ["package.json", "package-lock.json", "CHANGELOG.md"] as const;

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
const read = (name: string): string => readFileSync(name, "utf8");
const plan = planRelease(
  {
    "package.json": read("package.json"),
    "package-lock.json": read("package-lock.json"),
    "CHANGELOG.md": read("CHANGELOG.md"),
  },
  version,
  new Date().toISOString().slice(0, 10),
);
if (plan.kind === "problem") fail(plan.message);
if (git("status", "--porcelain") !== "") {
  fail("The work tree has changes that are not committed. Commit or stash them first.");
}
if (git("tag", "--list", tag) !== "") fail(`The tag ${tag} exists already. Choose a newer version.`);

if (values["dry-run"]) {
  console.log(`Would change ${NAMES.join(", ")}, commit, and tag ${tag}. The entries of the release:\n`);
  console.log(plan.notes);
} else {
  for (const name of NAMES) writeFileSync(name, plan.files[name]);
  git("add", ...NAMES);
  git("commit", "--quiet", "--message", `Release ${version}`);
  git("tag", "--annotate", tag, "--message", `Key Poll ${version}\n\n${plan.notes}`, "--cleanup=verbatim");
  console.log(`Committed and tagged ${tag}. To publish it: git push origin HEAD ${tag}`);
}
