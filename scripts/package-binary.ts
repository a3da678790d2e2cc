/** `npm run package:binary`: builds everything, and packs an executable for each architecture into `dist/binary/`, beside it compressed. */

import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { architectures, baseOf } from "./binary/base.ts";
import { packBinary } from "./binary/pack-binary.ts";

const FOLDER = "dist/binary";

await import("./build.ts");
for (const architecture of architectures) {
  const executable = await packBinary(architecture, baseOf(architecture, ".cache/node-base"), FOLDER);
  writeFileSync(`${executable}.gz`, gzipSync(readFileSync(executable), { level: 9 }));
  console.log(`${executable}\n${executable}.gz`);
}
