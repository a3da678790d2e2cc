/** The command line as it is packed, on Windows' own Node in wine. */

import { defineConfig } from "vitest/config";
import { testPatience } from "../patience.ts";

export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/windows/*.test.ts"],
    testTimeout: testPatience,
    hookTimeout: testPatience,
    // One file alone: all commands run in one session of wine.
    maxWorkers: 1,
  },
});
