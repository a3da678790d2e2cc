/** The files that the results of a suite stand on, beside the suite itself. */

import path from "node:path";
import { scriptPlace } from "../../documents/index.ts";
import { bytesFromText, splitCommand, textFromBytes } from "../../manager/index.ts";
import type { RegistrationSuite, Suite } from "../../suite/index.ts";
import { inFolder, targetOf } from "./open-suite.ts";
import { scriptCall } from "./script-call.ts";

/** Absolute paths; nobody has looked whether they are there. */
export interface SuiteFiles {
  /** Undefined where no script is known from the command line. */
  readonly script: string | undefined;
  readonly clientKeys: string | undefined;
}

/** Script and `client.keys` of a suite; `folder` is the one in which its file is. */
export function suiteFiles(suite: Suite | RegistrationSuite, folder: string): SuiteFiles {
  return {
    script: "command" in suite ? registering(suite, folder) : scriptCall(targetOf(suite, folder))?.script,
    clientKeys: inFolder(folder, suite.clientKeys),
  };
}

/** The registration script; undefined where the line names only a program that is looked for in PATH. */
function registering(suite: RegistrationSuite, folder: string): string | undefined {
  const words = registrationWords(suite);
  const at = scriptPlace(words);
  const script = at === undefined ? undefined : words[at];
  return script === undefined
    ? undefined
    : path.resolve(inFolder(folder, suite.workingDirectory) ?? folder, script);
}

/** The command line of a registration suite, split at blanks as one of the manager is. */
export function registrationWords({ command, settings }: RegistrationSuite): readonly string[] {
  return (splitCommand(bytesFromText(command), settings.release) ?? []).map(textFromBytes);
}
