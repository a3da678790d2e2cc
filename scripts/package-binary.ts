/**
 * `npm run package:binary`: builds everything, and packs an executable for each architecture into `dist/binary/`, with
 * a compressed copy beside it.
 */

import { writeFileSync } from "node:fs";
import { packBinaries } from "./binary/pack-binary.ts";

await import("./build.ts");
const { packed } = await packBinaries();
for (const { executable, compressed } of packed) {
  writeFileSync(`${executable}.gz`, compressed);
  console.log(`${executable}\n${executable}.gz`);
}
