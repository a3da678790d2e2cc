/** Programs of others, started as their users start them: they are installed first where that is possible. */

import { defineConfig } from "vitest/config";
import { testPatience } from "../patience.ts";

export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/foreign/*.test.ts"],
    globalSetup: "test/foreign/install.ts",
    testTimeout: testPatience,
    hookTimeout: testPatience,
  },
});
