/** Unit, conformance, server and command-line tests. */

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/{unit,server,cli,conformance}/**/*.test.ts"],
    globalSetup: "test/generate.ts",
    testTimeout: 30_000,
  },
});
