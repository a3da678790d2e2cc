/** The notices name every author of shipped code, with the licence, and no code is shipped without one. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, expect, it } from "vitest";
import { noticesOf } from "../../../scripts/notices/notices.ts";

const folder = mkdtempSync(join(tmpdir(), "keypoll-notices-"));

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What esbuild says of a program with two packages, of which it leaves one out. */
async function bundled(files: Readonly<Record<string, string>>) {
  for (const name of ["used", "unused"]) {
    const place = join(folder, "node_modules", name);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "index.js"), `export const ${name} = "${name}";\n`);
    const manifest = { name, version: "1.2.3", license: "ISC", module: "index.js", sideEffects: false };
    writeFileSync(join(place, "package.json"), JSON.stringify(manifest));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
  }
  const contents = 'import { used } from "used"; import { unused } from "unused"; console.log(used);';
  const { metafile } = await build({
    stdin: { contents, resolveDir: folder },
    absWorkingDir: process.cwd(),
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
  });
  return metafile;
}

it("have the text of each package in a bundle, and of no other", async () => {
  const notices = noticesOf([await bundled({ LICENSE: "Do as you like.\n" })], []);
  expect(notices).toContain("\nused 1.2.3 (ISC)\n\nDo as you like.\n");
  expect(notices).not.toContain("unused");
});

it("have the text of a package whose files are shipped unchanged", () => {
  expect(noticesOf([], ["node_modules/commander"])).toMatch(/\ncommander [\d.]+ \(MIT\)\n\n.*MIT License/);
});

it("are an error if a package has no licence", async () => {
  const metafile = await bundled({});
  expect(() => noticesOf([metafile], [])).toThrow("used 1.2.3 says no licence");
});
