import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/{unit,server,cli,conformance}/**/*.test.ts"],
    testTimeout: 30_000,
    reporters: ["default"],
  },
});
