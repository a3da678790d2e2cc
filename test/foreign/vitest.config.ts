/** Programs of others, started as their users start them: they are installed first where that is possible. */

import { defineConfig } from "vitest/config";
import { testPatience } from "../patience.ts";

export default defineConfig({
  // GitHub's reader of actions names sources that it does not bring, of which Vite warns.
  logLevel: "error",
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/foreign/*.test.ts"],
    // The same reader imports JSON in a way that Node does not take.
    server: { deps: { inline: ["@actions/workflow-parser"] } },
    globalSetup: "test/foreign/install.ts",
    testTimeout: testPatience,
    hookTimeout: testPatience,
  },
});
