/** Buttons above a failed sample in its suite: *Take this as expected* and *Copy difference*. */

import { CodeLens, type CodeLensProvider, type Command, type TestItem, type TextDocument } from "vscode";
import { say } from "../../core/words/index.ts";
import type { FailedSamples } from "./failed-samples.ts";
import { differenceText } from "./messages.ts";
import { placeInSuite, rangeOf } from "./sample-items.ts";
import type { SuiteTree } from "./suite-tree.ts";

export class SampleLenses implements CodeLensProvider {
  readonly #tree: SuiteTree;
  readonly #failed: FailedSamples;
  readonly onDidChangeCodeLenses;

  constructor(tree: SuiteTree, failed: FailedSamples) {
    this.#tree = tree;
    this.#failed = failed;
    this.onDidChangeCodeLenses = failed.onDidChange;
  }

  async provideCodeLenses({ uri }: TextDocument): Promise<CodeLens[]> {
    const suite = (await this.#tree.suites()).find(({ id }) => id === uri.toString());
    const state = suite === undefined ? undefined : await this.#tree.read(suite);
    if (suite === undefined || state === undefined) return [];
    return Array.from(suite.children, ([, item]) => item).flatMap((item) => {
      const failed = this.#failed.of(item);
      const place = failed?.placeIn(state.reading, placeInSuite(item) ?? -1);
      if (failed === undefined || place === undefined) return [];
      const range = rangeOf(place);
      const difference = failed.comparison.differences.map(differenceText).join("; ");
      return shown(item, difference).map((command) => new CodeLens(range, command));
    });
  }
}

/** The difference comes first. It is only text, because the editor has no command to show an item's result. */
function shown(item: TestItem, difference: string): readonly Command[] {
  const button = (icon: string, title: string, tooltip: string, command: string): Command => ({
    title: `$(${icon}) ${title}`,
    tooltip,
    command,
    arguments: [{ test: item }],
  });
  return [
    { title: `$(error) ${difference}`, command: "" },
    button(
      "check",
      say`Take this as expected`,
      say`Write the result into the suite, without saving it`,
      "keypoll.takeAsExpected",
    ),
    button(
      "copy",
      say`Copy difference`,
      say`Copy the expected and the actual outcome, without keys`,
      "keypoll.copyDifference",
    ),
  ];
}
