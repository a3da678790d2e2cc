/** Builds everything and packs the extension into `dist/keypoll.vsix`. A warning of the packer is an error here. */

import { createVSIX } from "@vscode/vsce";

const PACKAGE = "dist/keypoll.vsix";

await import("./build.ts");

const warnings: string[] = [];
for (const method of ["warn", "error"] as const) {
  const original = console[method];
  console[method] = (...words: unknown[]): void => {
    warnings.push(words.join(" "));
    original(...words);
  };
}
await createVSIX({ packagePath: PACKAGE, dependencies: false });
if (warnings.length > 0) {
  console.log("The package is made, but the packer had something to say (see above).");
  process.exitCode = 1;
}
