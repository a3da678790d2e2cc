/** The command of exec_path as the manager splits it. */

import { bytesFromText, commandLine, type Release, textFromBytes } from "../../manager/index.ts";

/** The words with which the program is started for agent 001. Undefined if the release cannot split the line. */
export function argvOf(execPath: string, release: Release): readonly string[] | undefined {
  const line = commandLine(bytesFromText(execPath), { selector: "id", value: "001" }, release);
  return line.kind === "arguments" ? line.argv.map(textFromBytes) : undefined;
}

/** The words before those of the request, without one that swallows the request, for its quote is never closed. */
export function wordsOf(execPath: string, release: Release): readonly string[] | undefined {
  const argv = argvOf(execPath, release);
  return argv?.slice(0, argv.at(-1) === "001" ? -2 : -1);
}
