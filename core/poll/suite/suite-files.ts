/** The files that the results of a suite stand on, beside the suite itself. */

import type { Suite } from "../../suite/index.ts";
import { inFolder, targetOf } from "./open-suite.ts";
import { scriptCall } from "./script-call.ts";

/** Absolute paths; nobody has looked whether they are there. */
export interface SuiteFiles {
  /** Undefined where no script is known from the command line. */
  readonly script: string | undefined;
  readonly clientKeys: string | undefined;
}

/** Script and `client.keys` of a suite; `folder` is the one in which its file is. */
export function suiteFiles(suite: Suite, folder: string): SuiteFiles {
  return {
    script: scriptCall(targetOf(suite, folder))?.script,
    clientKeys: inFolder(folder, suite.clientKeys),
  };
}
