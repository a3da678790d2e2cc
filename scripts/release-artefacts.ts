/** `npm run release:artefacts`: builds what a release publishes into `dist/release/`, with bills of materials, checksums and the notes of the version. */

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BASE_RELEASE } from "./binary/base.ts";
import { packBinaries } from "./binary/pack-binary.ts";
import { npmEntries, packNpm } from "./npm-package.ts";
import { editions, packExtension, packedOf } from "./pack-extension.ts";
import { builtFiles, withParts } from "./parts.ts";
import { notesFor } from "./release/plan.ts";
import { billOfMaterials, nodeItself } from "./release/sbom.ts";

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
const built = builtFiles();
for (const edition of editions) {
  const vsix = `keypoll-${edition === "web" ? "web-" : ""}${version}.vsix`;
  if (!(await packExtension(`${FOLDER}/${vsix}`, edition))) process.exit(1);
  writeBill(
    vsix,
    packedOf(Object.keys(built), edition).flatMap((name) => built[name] ?? []),
  );
}
const tarball = packNpm("dist/npm");
copyFileSync(tarball, `${FOLDER}/${path.basename(tarball)}`);
writeBill(
  path.basename(tarball),
  withParts(npmEntries).flatMap((name) => built[name] ?? []),
);
const { packed, part } = await packBinaries();
for (const { architecture, compressed } of packed) {
  const name = `keypoll-${version}-linux-${architecture}`;
  writeFileSync(`${FOLDER}/${name}.gz`, compressed);
  writeBill(name, Object.values(part.outputs), [nodeItself(BASE_RELEASE)]);
}

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

/** Beside the artefact, under its name. */
function writeBill(
  name: string,
  outputs: Parameters<typeof billOfMaterials>[2],
  others?: Parameters<typeof billOfMaterials>[3],
): void {
  const bill = billOfMaterials(name, version, outputs, others);
  writeFileSync(`${FOLDER}/${name}.cdx.json`, `${JSON.stringify(bill, null, 2)}\n`);
}
