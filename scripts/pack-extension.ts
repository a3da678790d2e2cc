/** Packs the extension. Everything must have been built. */

import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, matchesGlob, resolve } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { isPreRelease } from "./release/plan.ts";

/**
 * Whether the packer had no warnings: each of its warnings is an error here. It dates the files by SOURCE_DATE_EPOCH.
 * The default is the time of the last commit, so that the same sources give the same bytes.
 */
export async function packExtension(packagePath: string): Promise<boolean> {
  const { version }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));
  process.env["SOURCE_DATE_EPOCH"] ||= lastCommit();
  let warnings = 0;
  for (const method of ["warn", "error"] as const) {
    const original = console[method];
    console[method] = (...words: unknown[]): void => {
      warnings++;
      original(...words);
    };
  }
  const folder = staged();
  try {
    await createVSIX({
      cwd: folder,
      packagePath: resolve(packagePath),
      dependencies: false,
      preRelease: isPreRelease(version),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (warnings > 0) console.log("The package was made, but the packer warned (see above).");
  return warnings === 0;
}

/**
 * A folder with only the files to pack. The packer matches every file of its folder against every pattern, and the
 * caches of the tests are tens of thousands of files.
 */
function staged(): string {
  const folder = mkdtempSync(join(tmpdir(), "keypoll-pack-"));
  const patterns = [".vscodeignore", "package.json", ...packedPatterns()];
  for (const file of globSync(patterns)) cpSync(file, join(folder, file), { recursive: true });
  return folder;
}

function packedPatterns(): readonly string[] {
  const named = readFileSync(".vscodeignore", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("!"));
  return named.map((line) => line.slice(1));
}

/** The files that are in the package, by their paths from the project's folder. */
export function packedOf(files: readonly string[]): readonly string[] {
  const patterns = packedPatterns();
  return files.filter((file) => patterns.some((pattern) => matchesGlob(file, pattern)));
}

/** In seconds since 1970. Empty outside a checkout, where the packer uses the current time. */
function lastCommit(): string {
  try {
    return execFileSync("git", ["log", "-1", "--format=%ct"], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "";
  }
}
