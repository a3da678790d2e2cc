/** Unit, conformance, server and command-line tests. */

import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { testPatience } from "./test/patience.ts";

export default defineConfig({
  test: {
    include: ["test/{unit,server,cli,conformance,stand-in}/**/*.test.ts"],
    globalSetup: "test/generate.ts",
    testTimeout: testPatience,
    hookTimeout: testPatience,
    // Half of the time goes by in waiting for scripts, so more files than cores are run at a time.
    maxWorkers: availableParallelism() + 2,
  },
});
