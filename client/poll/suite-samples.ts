/** The samples of the suites beside a script: what its author already asks of it. */

import { type FileType, type TextDocument, Uri, workspace } from "vscode";
import type { ProposedSample } from "../../core/poll/index.ts";
import { SUITE_SUFFIX } from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import { suiteState } from "../suite/suite-document.ts";

/** In the order of the suites' names, then of each suite. Empty if no suite in the folder is about the script. */
export async function suiteSamples(script: TextDocument): Promise<readonly Omit<ProposedSample, "expect">[]> {
  const folder = Uri.joinPath(script.uri, "..");
  const entries = await listed(folder);
  const suites = entries.flatMap(([name]) => (name.endsWith(SUITE_SUFFIX) ? [name] : [])).sort();
  const found = await Promise.all(
    suites.map(async (name) => {
      const state = await suiteState(Uri.joinPath(folder, name));
      if (state?.script !== script.fileName || state.reading.kind !== "suite") return [];
      const why = say`a sample of ${name}`;
      return state.reading.suite.samples.flatMap(({ asked }) =>
        asked === undefined ? [] : [{ request: asked, why }],
      );
    }),
  );
  return found.flat();
}

/** Empty if the folder cannot be listed: the script can be tested anyway. */
async function listed(folder: Uri): Promise<readonly [name: string, type: FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
