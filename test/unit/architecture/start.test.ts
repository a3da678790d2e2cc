/** What the command line loads before it does anything. Every start pays for it. */

import { build } from "esbuild";
import { expect, it } from "vitest";

/** Files and modules that are loaded with `entry`, without those that are imported on demand. */
async function loadedWith(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    splitting: true,
    outdir: "nowhere",
    packages: "external",
  });
  const found = new Set([entry]);
  for (const file of found) {
    for (const { path, kind } of metafile.inputs[file]?.imports ?? []) {
      if (kind === "import-statement") found.add(path);
    }
  }
  return [...found];
}

it.each([
  [
    "cli/program.ts",
    /^core\/(poll|suite\/(?!suffix)|rehearsal|files\/(?!carried|rule-pages|system-errors)|manager)|^core\/lint\/(answer|script|config)\//,
  ],
  [
    "cli/lint/lint-files.ts",
    // The names of the kinds of file are compared without reading any.
    /^core\/(poll|suite\/(?!suffix)|rehearsal|templates)|^core\/lint\/(answer|config\/(?!sniff))|tree-sitter|^proper-lockfile$|^node:(crypto|v8)$/,
  ],
])("%s loads nothing of other commands", async (entry, others) => {
  const loaded = await loadedWith(entry);
  expect(loaded.length).toBeGreaterThan(10);
  expect(loaded.filter((file) => others.test(file))).toEqual([]);
});

it("a report of checked files loads nothing of polls", async () => {
  const loaded = await loadedWith("cli/report/outline/index.ts");
  expect(loaded).toContain("cli/report/outline/files.ts");
  expect(loaded.filter((file) => /^core\/(poll|suite\/(?!suffix)|rehearsal|templates)/.test(file))).toEqual(
    [],
  );
});
