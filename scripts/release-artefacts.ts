/** `npm run release:artefacts`: builds what a release publishes into `dist/release/`, with checksums and the notes of the version. */

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { packBinaries } from "./binary/pack-binary.ts";
import { packNpm } from "./npm-package.ts";
import { packExtension } from "./pack-extension.ts";
import { notesFor } from "./release/plan.ts";

const FOLDER = "dist/release";

const { version }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));
const notes = notesFor(readFileSync("CHANGELOG.md", "utf8"), `## [${version}]`);
if (notes === "") {
  console.error(`CHANGELOG.md has no entries for ${version}. Run npm run release -- VERSION first.`);
  process.exit(2);
}

await import("./build.ts");
await import("./api.ts");
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
if (!(await packExtension(`${FOLDER}/keypoll-${version}.vsix`))) process.exit(1);
const tarball = packNpm("dist/npm");
copyFileSync(tarball, `${FOLDER}/${path.basename(tarball)}`);
for (const { architecture, compressed } of await packBinaries())
  writeFileSync(`${FOLDER}/keypoll-${version}-linux-${architecture}.gz`, compressed);

const sums = readdirSync(FOLDER)
  .sort()
  .map((name) => {
    const sum = createHash("sha256")
      .update(readFileSync(`${FOLDER}/${name}`))
      .digest("hex");
    return `${sum}  ${name}\n`;
  });
writeFileSync(`${FOLDER}/SHA256SUMS`, sums.join(""));
writeFileSync(`${FOLDER}/NOTES.md`, `${notes}\n`);
console.log(sums.join("").trimEnd());
