/** `npm run weight`: the size of the extension, packed and unpacked, and the largest files and modules. */

import { readFileSync, statSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { listFiles, PackageManager } from "@vscode/vsce";
import { packedOf } from "./pack-extension.ts";
import { builtFiles } from "./parts.ts";

const VSIX = "dist/keypoll.vsix";
const WEB_VSIX = "dist/keypoll-web.vsix";
const SHOWN = 20;

const kilobytes = (bytes: number): number => Number((bytes / 1000).toFixed(1));

/** The files of the package for machines, compressed as in the package. The packing changes the manifest and the page a little. */
async function packedFiles() {
  const names = await listFiles({ packageManager: PackageManager.None });
  return packedOf(names, "desktop").map((name) => {
    const content = readFileSync(name);
    return { name, packed: deflateRawSync(content, { level: 9 }).length, unpacked: content.length };
  });
}

/** A library by its name, the project's own code by its folder. */
function moduleOf(input: string): string {
  const library = input.split("node_modules/").at(-1) ?? input;
  const parts = library.split("/");
  const isScoped = library.startsWith("@");
  return parts.slice(0, library === input || isScoped ? 2 : 1).join("/");
}

/**
 * Bytes of each module in all bundles of the package, minified and unpacked, and the number of bundles that contain it.
 */
function modules(packed: ReadonlySet<string>) {
  const found = new Map<string, { bytes: number; files: Set<string> }>();
  for (const [file, { inputs }] of Object.entries(builtFiles())) {
    if (!packed.has(file)) continue;
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const module = moduleOf(input);
      const sum = found.get(module) ?? { bytes: 0, files: new Set<string>() };
      sum.bytes += bytesInOutput;
      sum.files.add(file);
      found.set(module, sum);
    }
  }
  return [...found].map(([module, { bytes, files }]) => ({ module, bytes, files: files.size }));
}

await import("./package.ts");
const files = await packedFiles();
const total = (size: "packed" | "unpacked", of = files): number =>
  kilobytes(of.reduce((sum, file) => sum + file[size], 0));
const isGrammar = ({ name }: { readonly name: string }): boolean => name.endsWith(".wasm");
const grammars = files.filter(isGrammar);
const others = files.filter((file) => !isGrammar(file));

console.log(`\n${VSIX}: ${kilobytes(statSync(VSIX).size)} KB, ${files.length} files`);
console.log(`${WEB_VSIX}, for VS Code in a browser: ${kilobytes(statSync(WEB_VSIX).size)} KB`);
console.table([
  { part: "all", packed: total("packed"), unpacked: total("unpacked") },
  { part: "grammars", packed: total("packed", grammars), unpacked: total("unpacked", grammars) },
  { part: "without grammars", packed: total("packed", others), unpacked: total("unpacked", others) },
]);
console.log("The biggest files, in KB");
console.table(
  files
    .sort((a, b) => b.packed - a.packed)
    .slice(0, SHOWN)
    .map(({ name, packed, unpacked }) => ({
      name,
      packed: kilobytes(packed),
      unpacked: kilobytes(unpacked),
    })),
);
console.log("The biggest modules in all bundles, in KB, minified and unpacked");
console.table(
  modules(new Set(files.map(({ name }) => name)))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, SHOWN)
    .map(({ module, bytes, files }) => ({ module, unpacked: kilobytes(bytes), files })),
);
