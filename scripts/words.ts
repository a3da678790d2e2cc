/** `npm run words`: misspelt words, and phrases that we do not use. Exit code 1 if there are any. */

import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { findPhrases } from "./words/phrases.ts";

/** The texts for readers. The log lines of the manager are quoted as they are. */
const FILES = [
  "*.md",
  "docs/**/*.md",
  "media/walkthrough/*.md",
  ".github/**/*.md",
  "{cli,client,core,library,scripts,server,stand-in,test}/**/*.{ts,mjs}",
  "l10n/bundle.l10n.json",
  "package.nls.json",
  "schemas/*.json",
];
const APART = [
  "media/walkthrough/*.nls.*.md",
  "**/generated/**",
  "test/fixtures/**",
  "docs/glossary.md",
  "scripts/words/phrases.ts",
  "test/unit/house/words.test.ts",
];

const files = globSync(FILES, { exclude: APART }).sort();
for (const file of files) {
  for (const { line, column, found, instead } of findPhrases(file, readFileSync(file, "utf8"))) {
    console.log(`${file}:${line}:${column} "${found}": write ${instead}`);
    process.exitCode = 1;
  }
}
const { status } = spawnSync(
  "cspell",
  ["lint", "--no-progress", "--no-summary", "--cache", "--cache-location", ".cache/cspell"],
  { stdio: "inherit", shell: process.platform === "win32" },
);
if (status !== 0) {
  console.log("Correct these words, or add them to scripts/words/dictionary.txt if they are right.");
  process.exitCode = 1;
}
