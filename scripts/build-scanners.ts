/** Assembles the scanners, and writes each as text into the code beside it, so that it needs no file beside a bundle. */

import { readFileSync } from "node:fs";
import path from "node:path";
import wabt from "wabt";
import { putFile } from "./put-file.ts";

const SOURCES = ["core/log/scanner.wat", "core/lint/key-file/document/plain-lines.wat"];

export async function buildScanners(): Promise<void> {
  const assembler = await wabt();
  for (const source of SOURCES) {
    const module = assembler.parseWat(source, readFileSync(source, "utf8"), { simd: true });
    module.validate();
    const { buffer } = module.toBinary({});
    module.destroy();
    putFile(
      path.join(path.dirname(source), "generated", `${path.basename(source, ".wat")}.ts`),
      `/** Made from ${source} by scripts/build-scanners.ts. */\n\nexport const wasm =\n  "${Buffer.from(buffer).toString("base64")}";\n`,
    );
  }
}
