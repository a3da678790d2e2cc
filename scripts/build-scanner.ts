/**
 * Assembles the scanner for lines of logs, and writes it as text into the code, so that it needs no file beside a
 * bundle.
 */

import { readFileSync } from "node:fs";
import wabt from "wabt";
import { putFile } from "./put-file.ts";

const SOURCE = "core/log/scanner.wat";

export async function buildScanner(): Promise<void> {
  const assembler = await wabt();
  const module = assembler.parseWat(SOURCE, readFileSync(SOURCE, "utf8"), { simd: true });
  module.validate();
  const { buffer } = module.toBinary({});
  module.destroy();
  putFile(
    "core/log/generated/scanner.ts",
    `/** Made from ${SOURCE} by scripts/build-scanner.ts. */\n\nexport const scannerCode =\n  "${Buffer.from(buffer).toString("base64")}";\n`,
  );
}
