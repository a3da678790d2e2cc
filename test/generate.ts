/** Before the first test: creates the generated files that git ignores. */

import { buildRulePages } from "../scripts/build-rule-pages.ts";
import { buildScanners } from "../scripts/build-scanners.ts";
import { buildSchemas } from "../scripts/build-schemas.ts";
import { buildWasm } from "../scripts/build-wasm.ts";

export default async function setup(): Promise<void> {
  await buildScanners();
  buildRulePages();
  buildSchemas();
  buildWasm();
}
