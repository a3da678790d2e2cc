/** The api suite: Mocha inside the extension host, with the extension loaded from the checkout. */
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { alias } from "../../../scripts/bundle-options.ts";
import { artifact } from "./artifacts.ts";
import { projectRoot } from "./cache.ts";
import { chooseEditor } from "./choice.ts";
import { floor } from "./code-server.ts";
import { runInCodeServer } from "./code-server-run.ts";
import { runInElectron } from "./electron.ts";
import type { Results } from "./results.ts";
import { withFolder } from "./workspace.ts";

/** What an editor needs to run the suite. */
export interface ApiRun {
  /** The extension's root folder. */
  readonly extension: string;
  /** The bundled suite; it exports `run(): Promise<void>`. */
  readonly bundle: string;
  /** The folder that the editor opens. */
  readonly folder: string;
  /** Environment variables for the suite. */
  readonly env: Record<string, string>;
}

/** The source of the suite. */
export interface ApiSuiteOptions {
  readonly extension: string;
  /** The folder whose modules are the tests. */
  readonly tests: string;
  /** Only tests whose title contains this. */
  readonly grep?: string | undefined;
}

/** Runs the api tests in an editor that the machine supports, and prints each. */
export async function runApiSuite(options: ApiSuiteOptions): Promise<Results> {
  const choice = await chooseEditor();
  const place = choice.editor === "host" ? `code-server, VS Code ${floor.vscode}` : "@vscode/test-electron";
  console.log(`api suite: in ${place}, because ${choice.why}`);
  const results = artifact("results", "api.json");
  await rm(results, { force: true });
  const bundle = await bundleTests(options.tests);
  await withFolder({}, async (folder) => {
    const env = { KEYPOLL_RESULTS: results, KEYPOLL_BUNDLE: bundle, KEYPOLL_GREP: options.grep ?? "" };
    const run: ApiRun = { extension: options.extension, bundle, folder, env };
    if (choice.editor === "host") await runInCodeServer(run);
    else await runInElectron(run, choice.executable);
  });
  if (!existsSync(results)) throw new Error("The editor ended without a result of the api suite.");
  return JSON.parse(await readFile(results, "utf8")) as Results;
}

/** Bundles the test modules and Mocha's start into one CommonJS file, which both editors can load. */
async function bundleTests(tests: string): Promise<string> {
  const files = (await readdir(tests)).filter((file) => file.endsWith(".ts")).sort();
  const requires = files.map((file) => `require(${JSON.stringify(path.join(tests, file))});`);
  const main = JSON.stringify(path.join(projectRoot, "test/editor/api/main.ts"));
  const outfile = path.join(projectRoot, "dist/test/editor-suite.cjs");
  await build({
    stdin: {
      contents: `import { runMocha } from ${main};\nexport const run = () => runMocha(() => {${requires.join("\n")}});`,
      resolveDir: projectRoot,
      sourcefile: "editor-suite.ts",
    },
    outfile,
    bundle: true,
    format: "cjs",
    // The files that the extension expects beside its own modules are in the folder above this bundle.
    banner: { js: 'const ownUrl = require("node:url").pathToFileURL(__filename).href;' },
    define: { "import.meta.url": "ownUrl" },
    platform: "node",
    target: "node20",
    alias,
    sourcemap: "linked",
    logLevel: "error",
    // The editor provides the first, node_modules the second.
    external: ["vscode", "mocha"],
  });
  return outfile;
}
