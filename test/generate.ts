/** Before the first test: creates the generated files that git ignores. */

import { buildRulePages } from "../scripts/build-rule-pages.ts";
import { buildScanner } from "../scripts/build-scanner.ts";
import { buildSchemas } from "../scripts/build-schemas.ts";
import { buildWasm } from "../scripts/build-wasm.ts";

export default async function setup(): Promise<void> {
  await buildScanner();
  buildRulePages();
  buildSchemas();
  buildWasm();
}
