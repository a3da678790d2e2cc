/** The files that the results of a suite depend on, besides the suite itself. */

import path from "node:path";
import { scriptPlace } from "../../documents/index.ts";
import { bytesFromText, splitCommand, textFromBytes } from "../../manager/index.ts";
import type { RegistrationSuite, Suite } from "../../suite/index.ts";
import { inFolder, targetOf } from "./open-suite.ts";
import { scriptCall } from "./script-call.ts";

/** Absolute paths. The files may not exist. */
export interface SuiteFiles {
  /** Undefined if the command line does not tell the script. */
  readonly script: string | undefined;
  readonly clientKeys: string | undefined;
}

/** Script and `client.keys` of a suite. `folder` is the folder of its file. */
export function suiteFiles(suite: Suite | RegistrationSuite, folder: string): SuiteFiles {
  return {
    script: "command" in suite ? registering(suite, folder) : scriptCall(targetOf(suite, folder))?.script,
    clientKeys: inFolder(folder, suite.clientKeys),
  };
}

/** The registration script. Undefined if the line names only a program in PATH. */
function registering(suite: RegistrationSuite, folder: string): string | undefined {
  const words = registrationWords(suite);
  const at = scriptPlace(words);
  const script = at === undefined ? undefined : words[at];
  return script === undefined
    ? undefined
    : path.resolve(inFolder(folder, suite.workingDirectory) ?? folder, script);
}

/** The command line of a registration suite, split at blanks as the manager splits one. */
export function registrationWords({ command, settings }: RegistrationSuite): readonly string[] {
  return (splitCommand(bytesFromText(command), settings.release) ?? []).map(textFromBytes);
}
