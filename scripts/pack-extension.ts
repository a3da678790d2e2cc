/** Packs the extension, once for machines and once for browsers. Everything must have been built. */

import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, matchesGlob, resolve } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { isPreRelease } from "./release/plan.ts";

/**
 * The Marketplace gives VS Code in a browser the edition whose target is `web`, and every other the one without a
 * target, so that nobody downloads the code of the other.
 */
export const editions = ["desktop", "web"] as const;
export type Edition = (typeof editions)[number];

/** What only one edition contains, as patterns. Texts, parsers, snippets and pictures are in both. */
const onlyIn: Readonly<Record<Edition, readonly string[]>> = {
  desktop: ["dist/{cli,parts,webview}/*", "dist/{client,server,worker}.mjs", "dist/rule-pages.json"],
  web: ["dist/client.web.cjs"],
};

/** Where the entry point for browsers is in its edition. VS Code 1.100 would add `.js` to another name. */
const WEB_ENTRY = "dist/client.web.js";

/**
 * Whether the packer had no warnings: each of its warnings is an error here. It dates the files by SOURCE_DATE_EPOCH.
 * The default is the time of the last commit, so that the same sources give the same bytes.
 */
export async function packExtension(packagePath: string, edition: Edition): Promise<boolean> {
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
  const folder = staged(edition);
  try {
    await createVSIX({
      cwd: folder,
      packagePath: resolve(packagePath),
      dependencies: false,
      preRelease: isPreRelease(version),
      ...(edition === "web" ? { target: "web" } : {}),
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
function staged(edition: Edition): string {
  const folder = mkdtempSync(join(tmpdir(), "keypoll-pack-"));
  for (const file of packedOf(globSync(packedPatterns()), edition)) cpSync(file, join(folder, file));
  writeFileSync(join(folder, ".vscodeignore"), "");
  const { main, browser, type, extensionKind, ...manifest }: Record<string, unknown> = JSON.parse(
    readFileSync("package.json", "utf8"),
  );
  if (edition === "web") renameSync(join(folder, String(browser)), join(folder, WEB_ENTRY));
  // Without a type, a file whose name ends with .js is CommonJS. Without a kind, what has no Node entry runs in the browser.
  const entry = edition === "web" ? { browser: `./${WEB_ENTRY}` } : { main, type, extensionKind };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ ...manifest, ...entry }, null, 2)}\n`);
  return folder;
}

function packedPatterns(): readonly string[] {
  const named = readFileSync(".vscodeignore", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("!"));
  return named.map((line) => line.slice(1));
}

/** The files that an edition contains, by their paths from the project's folder. */
export function packedOf(files: readonly string[], edition: Edition): readonly string[] {
  const patterns = packedPatterns();
  const others = onlyIn[edition === "web" ? "desktop" : "web"];
  const matches = (file: string, list: readonly string[]): boolean =>
    list.some((pattern) => matchesGlob(file, pattern));
  return files.filter((file) => matches(file, patterns) && !matches(file, others));
}

/** In seconds since 1970. Empty outside a checkout, where the packer uses the current time. */
function lastCommit(): string {
  try {
    return execFileSync("git", ["log", "-1", "--format=%ct"], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return "";
  }
}
