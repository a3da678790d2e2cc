/** Above a script: *Run suite* and *Debug* if a suite tests it, or else the test of its kind. */

import { setTimeout as pause } from "node:timers/promises";
import {
  CodeLens,
  type CodeLensProvider,
  Disposable,
  EventEmitter,
  Range,
  type TestItem,
  type TextDocument,
  type Uri,
} from "vscode";
import type { ScriptKind } from "../../core/documents/index.ts";
import { say } from "../../core/words/index.ts";
import { labelOf } from "../poll/report.ts";
import type { SampleMemory } from "../poll/samples.ts";
import type { ScriptKinds } from "../poll/script-kinds.ts";
import { coalesced } from "../support/coalesced.ts";
import { debuggedLanguages } from "./debug-launch.ts";
import type { SuiteTree } from "./suite-tree.ts";

/** Milliseconds between two change events for the editor. */
const REST = 200;

/** Maximum samples that a button names. */
const MOST_NAMED = 3;

export class ScriptLenses implements CodeLensProvider, Disposable {
  readonly #tree: SuiteTree;
  readonly #scripts: ScriptKinds;
  readonly #memory: SampleMemory;
  readonly #onDidChange = new EventEmitter<void>();
  readonly #parts: Disposable;
  readonly onDidChangeCodeLenses = this.#onDidChange.event;

  constructor(tree: SuiteTree, scripts: ScriptKinds, memory: SampleMemory) {
    this.#tree = tree;
    this.#scripts = scripts;
    this.#memory = memory;
    // If the editor is asked for new lenses while it draws the last ones, it can leave a lens without its command.
    const changed = coalesced(async () => {
      this.#onDidChange.fire();
      await pause(REST);
    });
    this.#parts = Disposable.from(
      this.#onDidChange,
      tree.onDidRead(changed),
      tree.onDidForget(changed),
      scripts.onDidChange(changed),
      memory.onDidKeep(changed),
    );
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    // A suite names its script, so all suites must be read.
    await this.#tree.readAll();
    const suites = await this.#tree.suites();
    const own = suites.filter((suite) => this.#tree.stateOf(suite)?.script === document.uri.fsPath);
    const isDebugged = debuggedLanguages.includes(document.languageId);
    if (own.length === 0) return this.#testLenses(document.uri);
    // The script of a registration suite cannot be debugged.
    const asks = (suite: TestItem): boolean => this.#tree.stateOf(suite)?.reading.kind !== "registration";
    return own.flatMap((suite) => lensesFor(suite, own.length > 1, isDebugged && asks(suite)));
  }

  #testLenses(script: Uri): CodeLens[] {
    const samples = this.#memory.of(script) ?? [];
    const named = samples.slice(0, MOST_NAMED).map(labelOf);
    const rest = samples.length > MOST_NAMED ? ["…"] : [];
    const tests: readonly ScriptTest[] = [
      {
        kind: "poll-script",
        // What it asks again. The first time the user chooses.
        title: samples.length === 0 ? say`Test poll script` : [say`Test`, ...named, ...rest].join(" · "),
        tooltip: say`Run it as the manager does, and show what the manager would do with its answer`,
        command: "keypoll.testPollScript",
      },
      {
        kind: "registration-script",
        title: say`Test registration script`,
        tooltip: say`Run it against a stand-in manager on this machine`,
        command: "keypoll.testRegistrationScript",
      },
    ];
    return tests
      .filter(({ kind }) => this.#scripts.is(kind, script))
      .map(({ title, tooltip, command }) => {
        const shown = { title: `$(beaker) ${title}`, tooltip, command, arguments: [script] };
        return new CodeLens(new Range(0, 0, 0, 0), shown);
      });
  }

  dispose(): void {
    this.#parts.dispose();
  }
}

/** The test of a kind of script, as a button. */
interface ScriptTest {
  readonly kind: ScriptKind;
  readonly title: string;
  readonly tooltip: string;
  readonly command: string;
}

function lensesFor(suite: TestItem, isOneOfMany: boolean, isDebugged: boolean): CodeLens[] {
  const lens = (title: string, tooltip: string, command: string): CodeLens =>
    new CodeLens(new Range(0, 0, 0, 0), { title, tooltip, command, arguments: [suite.id] });
  const about = {
    run: say`Run every sample of ${suite.label}`,
    debug: say`Debug one of its samples`,
  };
  const run = isOneOfMany ? say`Run suite ${suite.label}` : say`Run suite`;
  return [
    lens(`$(run-all) ${run}`, about.run, "keypoll.runSuite"),
    ...(isDebugged ? [lens(`$(debug-alt) ${say`Debug`}`, about.debug, "keypoll.debugSuite")] : []),
  ];
}
