/** Takes the pictures of the README and the docs again, in a real editor: `run-pictures.ts [NAME]`. */
import path from "node:path";
import { packagedExtension } from "./host/package.ts";
import { runPageSuite } from "./host/page-suite.ts";

// A key file that others can read would be a finding in the picture.
process.umask(0o027);

const [grep] = process.argv.slice(2);
const tests = path.join(import.meta.dirname, "pictures");
const { passed, failed } = await runPageSuite({
  packages: packagedExtension,
  tests,
  only: "newest",
  grep,
});
console.log(`${passed} pictures taken, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
