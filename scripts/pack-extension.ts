/** Packs the extension. Everything must have been built. */

import { readFileSync } from "node:fs";
import { createVSIX } from "@vscode/vsce";
import { isPreRelease } from "./release/plan.ts";

/** Whether the packer had no warning: each of its warnings is an error here. */
export async function packExtension(packagePath: string): Promise<boolean> {
  const { version }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));
  let warnings = 0;
  for (const method of ["warn", "error"] as const) {
    const original = console[method];
    console[method] = (...words: unknown[]): void => {
      warnings++;
      original(...words);
    };
  }
  await createVSIX({ packagePath, dependencies: false, preRelease: isPreRelease(version) });
  if (warnings > 0) console.log("The package was made, but the packer warned (see above).");
  return warnings === 0;
}
