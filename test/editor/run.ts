/** Runs the in-editor tests: `run.ts [--suite api|page|all] [--release floor|newest] [--grep text]`. */
import path from "node:path";
import { parseArgs } from "node:util";
import { runApiSuite } from "./host/api-suite.ts";
import { artifact } from "./host/artifacts.ts";
import { projectRoot } from "./host/cache.ts";
import { packagedExtension } from "./host/package.ts";
import { installEditors, runPageSuite } from "./host/page-suite.ts";
import { noResults, note, type Results, summary, writeResults } from "./host/results.ts";

const { values } = parseArgs({
  options: {
    suite: { type: "string", default: "all" },
    release: { type: "string" },
    grep: { type: "string" },
  },
});
const { grep, release } = values;
const api = { extension: projectRoot, tests: path.join(import.meta.dirname, "suite"), grep };
const page = {
  packages: packagedExtension,
  tests: path.join(import.meta.dirname, "page"),
  only: release,
  grep,
};

const suites = [
  { name: "api", run: () => runApiSuite(api) },
  { name: "page", run: () => runPageSuite(page) },
].filter(({ name }) => values.suite === "all" || values.suite === name);
if (suites.length === 0) {
  console.error(`--suite is "${values.suite}"; it can be api, page or all.`);
  process.exit(2);
}

// A key file that others can read would be a finding in every test.
process.umask(0o027);

// In parallel, because most of the time is waiting; the page suite reports what failed.
if (values.suite === "all") await installEditors(release).catch(() => undefined);

for (const { name, run } of suites) {
  const results = await run().catch((error: unknown) => notRun(name, error));
  console.log(summary(name, results));
  writeResults(artifact("results", `${name}.json`), results);
  if (results.failed > 0) process.exitCode = 1;
}

/** A suite that could not run counts as one failed test, with the reason. */
function notRun(name: string, error: unknown): Results {
  const results = noResults();
  const message = error instanceof Error ? error.message : String(error);
  console.log(note(results, "failed", `the ${name} suite could not run`, { message }));
  return results;
}
