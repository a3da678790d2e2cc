/** The package for the Marketplace contains what the manifest names, and nothing that is not allowed by name. */

import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const lines = readFileSync(".vscodeignore", "utf8").split("\n");
const rules = lines.filter((line) => line !== "" && !line.startsWith("#"));
const allowed = rules.slice(1).map((line) => line.slice(1));
/** Made by the build. */
const built = (file: string): boolean => file.startsWith("dist/");
const manifest = readFileSync("package.json", "utf8");

describe("the package", () => {
  it("excludes everything that is not named", () => {
    expect(rules[0]).toBe("**");
    expect(rules.slice(1).filter((line) => !line.startsWith("!"))).toEqual([]);
  });

  it.each(allowed.filter((pattern) => !built(pattern)))("%s is there", (pattern) => {
    expect(globSync(pattern).length).toBeGreaterThan(0);
  });

  it("contains every file that the manifest names", () => {
    const packed = allowed.flatMap((pattern) => (built(pattern) ? pattern : globSync(pattern)));
    const paths = manifest.matchAll(
      /"(?:\.\/)?((?:dist|media|schemas|syntaxes|snippets)\/[^"]+|language-[^"]+\.json)"/g,
    );
    const named = Array.from(paths, ([, path = ""]) => path).filter((path) => !path.startsWith("dist/cli/"));
    expect(named.length).toBeGreaterThan(10);
    // Of a folder, a file is enough.
    const isPacked = (path: string): boolean =>
      packed.some((file) => file === path || file.startsWith(`${path}/`));
    expect(named.filter((path) => !isPacked(path))).toEqual([]);
  });
});
