/** Before the first test: makes the files that are generated and not kept. */

import { buildSchemas } from "../scripts/build-schemas.ts";

export default function setup(): void {
  buildSchemas();
}
