/** The command of exec_path as the manager splits it. */

import { bytesFromText, commandLine, type Release, textFromBytes } from "../../manager/index.ts";

/** The words before those of the request. Undefined if the release cannot split the line. */
export function wordsOf(execPath: string, release: Release): readonly string[] | undefined {
  const line = commandLine(bytesFromText(execPath), { selector: "id", value: "001" }, release);
  return line.kind === "arguments" ? line.argv.slice(0, -2).map(textFromBytes) : undefined;
}
