/** Before the first test: makes the files that are generated and not kept. */

import { buildSchemas } from "../scripts/build-schemas.ts";
import { buildWasm } from "../scripts/build-wasm.ts";

export default function setup(): void {
  buildSchemas();
  buildWasm();
}
