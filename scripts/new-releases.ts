/** `npm run new-releases < TAGS`: prints the versions among Wazuh's tags that no row of the model covers. Exit code 1 if there are any. */

import { readFileSync } from "node:fs";
import { releaseFor } from "../core/manager/index.ts";

/** Tags of pre-releases are not versions. */
const TAG = /^v(\d+\.\d+\.\d+)$/;

const compare = new Intl.Collator("en", { numeric: true }).compare;

/** Key polling was added in 3.8. A patch that is newer than its row may behave like the row, but nobody has checked. */
function isMissing(version: string): boolean {
  if (compare(version, "3.8.0") < 0) return false;
  const { to } = releaseFor(version)?.covers ?? { to: "" };
  return to !== undefined && compare(version, to) > 0;
}

const tags = readFileSync(0, "utf8").split("\n");
const missing = tags.flatMap((tag) => TAG.exec(tag.trim())?.[1] ?? []).filter(isMissing);
for (const version of missing) console.log(version);
process.exitCode = missing.length > 0 ? 1 : 0;
