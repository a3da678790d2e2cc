/** The api suite in VS Code, with @vscode/test-electron. */
import path from "node:path";
import { runTests, TestRunFailedError } from "@vscode/test-electron";
import type { ApiRun } from "./api-suite.ts";
import { cacheRoot } from "./cache.ts";
import { floor } from "./code-server.ts";
import { quietSettings } from "./settings.ts";
import { withFolder } from "./workspace.ts";

/** Runs the bundled suite; without `executable` the floor version of VS Code is downloaded into the cache. */
export async function runInElectron(run: ApiRun, executable?: string): Promise<void> {
  const which =
    executable === undefined
      ? { version: floor.vscode, cachePath: path.join(cacheRoot, "vscode") }
      : { vscodeExecutablePath: executable };
  const files = { "data/User/settings.json": JSON.stringify(quietSettings) };
  await withFolder(files, async (home) => {
    try {
      await runTests({
        ...which,
        extensionDevelopmentPath: run.extension,
        extensionTestsPath: run.bundle,
        extensionTestsEnv: run.env,
        // Does not use VS Code's usual folders. For root, test-electron turns the sandbox off.
        launchArgs: [run.folder, `--user-data-dir=${home}/data`, `--extensions-dir=${home}/extensions`],
      });
    } catch (error) {
      // A failed test is in the results. Other failures leave no results.
      if (!(error instanceof TestRunFailedError)) throw error;
    }
  });
}
