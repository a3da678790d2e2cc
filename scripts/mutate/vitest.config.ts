/** The tests for a changed room, as `npm run mutate` names them. */

import { defineConfig } from "vitest/config";
import { testPatience } from "../../test/patience.ts";

export default defineConfig({
  test: {
    include: (process.env["KEYPOLL_TESTS"] ?? "").split(","),
    globalSetup: "test/generate.ts",
    testTimeout: testPatience,
    hookTimeout: testPatience,
  },
});
