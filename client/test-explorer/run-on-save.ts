/** Continuous runs: a suite runs again whenever it, its script or its client.keys is saved. */

import { type CancellationToken, CancellationTokenSource, type TestItem, TestRunRequest } from "vscode";
import { suiteOf } from "./chosen.ts";
import { type Explorer, run } from "./run.ts";

/**
 * Watches the files of the suites until the token is cancelled. If a file changes during a run, the run is cancelled.
 */
export async function runOnSave(
  explorer: Explorer,
  request: TestRunRequest,
  token: CancellationToken,
): Promise<void> {
  const { tree, files } = explorer;
  const wanted = request.include && new Set(request.include.map(suiteOf));
  const waiting = new Set<TestItem>();
  let current: { readonly suites: readonly TestItem[]; readonly source: CancellationTokenSource } | undefined;

  const work = async (): Promise<void> => {
    while (waiting.size > 0 && !token.isCancellationRequested) {
      const suites = [...waiting];
      waiting.clear();
      const source = new CancellationTokenSource();
      current = { suites, source };
      await run(explorer, requestFor(request, suites), source.token);
      source.dispose();
    }
    current = undefined;
  };

  const listener = files.onDidChange(({ suite }) => {
    if (wanted?.has(suite) === false) return;
    waiting.add(suite);
    if (current === undefined) return void work();
    for (const each of current.suites) waiting.add(each);
    current.source.cancel();
  });
  token.onCancellationRequested(() => {
    listener.dispose();
    waiting.clear();
    current?.source.cancel();
  });
  // Files are watched from the first time that they are read.
  for (const suite of wanted ?? (await tree.suites())) {
    await tree.read(suite);
    await files.lookAt(suite);
  }
}

/** The part of the request for these suites. */
function requestFor(
  { include, exclude, profile }: TestRunRequest,
  suites: readonly TestItem[],
): TestRunRequest {
  const items = include?.filter((item) => suites.includes(suiteOf(item))) ?? suites;
  return new TestRunRequest(items, exclude, profile, true, true);
}
