/** Above a script that a suite tests: *Run suite* and *Debug*. */

import {
  CodeLens,
  type CodeLensProvider,
  Disposable,
  EventEmitter,
  l10n,
  Range,
  type TestItem,
  type TextDocument,
} from "vscode";
import { debuggedLanguages } from "./debug-launch.ts";
import type { SuiteTree } from "./suite-tree.ts";

export class SuiteLenses implements CodeLensProvider, Disposable {
  readonly #tree: SuiteTree;
  readonly #onDidChange = new EventEmitter<void>();
  readonly #parts: Disposable;
  readonly onDidChangeCodeLenses = this.#onDidChange.event;

  constructor(tree: SuiteTree) {
    this.#tree = tree;
    const changed = (): void => this.#onDidChange.fire();
    this.#parts = Disposable.from(this.#onDidChange, tree.onDidRead(changed), tree.onDidForget(changed));
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    const suites = await this.#tree.suites();
    // Which script a suite is about stands in it.
    await Promise.all(suites.map((suite) => this.#tree.stateOf(suite) ?? this.#tree.read(suite)));
    const own = suites.filter((suite) => this.#tree.stateOf(suite)?.script === document.uri.fsPath);
    const isDebugged = debuggedLanguages.includes(document.languageId);
    return own.flatMap((suite) => lensesFor(suite, own.length > 1, isDebugged));
  }

  dispose(): void {
    this.#parts.dispose();
  }
}

function lensesFor(suite: TestItem, isOneOfMany: boolean, isDebugged: boolean): CodeLens[] {
  const lens = (title: string, command: string): CodeLens =>
    new CodeLens(new Range(0, 0, 0, 0), { title, command, arguments: [suite.id] });
  const run = isOneOfMany ? l10n.t("Run suite {0}", suite.label) : l10n.t("Run suite");
  return [
    lens(`$(run-all) ${run}`, "keypoll.runSuite"),
    ...(isDebugged ? [lens(`$(debug-alt) ${l10n.t("Debug")}`, "keypoll.debugSuite")] : []),
  ];
}
