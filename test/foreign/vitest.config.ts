/** Other programs, started as their users start them. They are installed first if possible. */

import { defineConfig } from "vitest/config";
import { testPatience } from "../patience.ts";

export default defineConfig({
  // GitHub's reader of actions names missing sources, about which Vite warns.
  logLevel: "error",
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/foreign/*.test.ts"],
    // The same reader imports JSON in a way that Node does not support.
    server: { deps: { inline: ["@actions/workflow-parser"] } },
    globalSetup: "test/foreign/install.ts",
    testTimeout: testPatience,
    hookTimeout: testPatience,
  },
});
