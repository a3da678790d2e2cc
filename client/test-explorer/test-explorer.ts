/** The suites in the Test Explorer: one controller with its tree, its profiles, and results that become outdated. */

import {
  type CancellationToken,
  CancellationTokenSource,
  Disposable,
  type TestController,
  type TestItem,
  type TestRunProfile,
  TestRunProfileKind,
  TestRunRequest,
} from "vscode";
import { say } from "../../core/words/index.ts";
import { suiteOf } from "./chosen.ts";
import { coverageDetails, coverageDetailsOf, RunCoverage } from "./coverage.ts";
import { debugSample } from "./debug.ts";
import { FailedSamples } from "./failed-samples.ts";
import { Pictures, type Verdicts } from "./pictures.ts";
import { type Explorer, run } from "./run.ts";
import { SuiteTree } from "./suite-tree.ts";
import { WatchedFiles } from "./watched-files.ts";

export class TestExplorer implements Explorer, Disposable {
  readonly controller: TestController;
  readonly tree: SuiteTree;
  readonly files = new WatchedFiles();
  readonly pictures: Pictures;
  readonly failed = new FailedSamples();
  readonly runProfile: TestRunProfile;
  readonly debugProfile: TestRunProfile;
  readonly coverageProfile: TestRunProfile;
  readonly #parts: Disposable;
  /** Ends the current runs when the extension ends. */
  readonly #end = new CancellationTokenSource();

  /** The controller is disposed with the explorer. */
  constructor(controller: TestController, verdicts: Verdicts) {
    this.controller = controller;
    this.pictures = new Pictures(verdicts);
    this.tree = new SuiteTree(controller);
    const { tree, files, failed } = this;
    controller.resolveHandler = async (item) => {
      if (item === undefined) await tree.suites();
      else await tree.read(item);
    };
    controller.refreshHandler = () => tree.find();
    this.runProfile = controller.createRunProfile(
      say`Run`,
      TestRunProfileKind.Run,
      (request, token) => (request.continuous === true ? runOnSave : run)(this, request, token),
      true,
      undefined,
      true,
    );
    this.debugProfile = controller.createRunProfile(say`Debug`, TestRunProfileKind.Debug, (request, token) =>
      debugSample(this, request, token),
    );
    this.coverageProfile = controller.createRunProfile(
      say`Run with coverage`,
      TestRunProfileKind.Coverage,
      (request, token) => run(this, request, token, new RunCoverage()),
    );
    this.coverageProfile.loadDetailedCoverage = async (_run, coverage) => coverageDetails(coverage);
    this.coverageProfile.loadDetailedCoverageForTest = async (_run, coverage, sample) =>
      coverageDetailsOf(coverage, sample);
    this.#parts = Disposable.from(
      controller,
      tree,
      files,
      failed,
      tree.onDidRead((suite) => files.watch(suite, tree.stateOf(suite)?.files ?? [])),
      tree.onDidForget((suite) => files.watch(suite, [])),
      tree.onDidChange((suite) => controller.invalidateTestResults(suite)),
      // A saved suite is already known from its text.
      files.onDidChange(({ suite, file }) => {
        if (file !== suite.uri?.fsPath) controller.invalidateTestResults(suite);
      }),
    );
  }

  /**
   * Runs or debugs a suite, by its URI, as its button does: only these samples, or all if none of them is left. Does
   * nothing if the suite is gone.
   */
  async start(profile: TestRunProfile, uri: string, samples: readonly string[] = []): Promise<void> {
    await this.tree.suites();
    const suite = this.controller.items.get(uri);
    if (suite === undefined) return;
    await this.tree.read(suite);
    const chosen = samples.flatMap((sample) => suite.children.get(sample) ?? []);
    const items = chosen.length === 0 ? [suite] : chosen;
    await profile.runHandler(new TestRunRequest(items, undefined, profile), this.#end.token);
  }

  dispose(): void {
    this.#end.cancel();
    this.#parts.dispose();
  }
}

/**
 * Watches the files of the suites until the token is cancelled. If a file changes during a run, the run is cancelled.
 */
async function runOnSave(
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
