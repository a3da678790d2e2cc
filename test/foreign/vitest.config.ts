/** Programs of others, started as their users start them: they are installed first where that is possible. */

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/foreign/*.test.ts"],
    globalSetup: "test/foreign/install.ts",
    testTimeout: 120_000,
  },
});
