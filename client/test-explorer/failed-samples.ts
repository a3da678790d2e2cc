/** The samples whose last run failed. Their result can be taken as expected, or copied. */

import {
  type Disposable,
  EventEmitter,
  env,
  l10n,
  Range,
  type TestItem,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import type { SampleResult } from "../../core/poll/index.ts";
import { type Comparison, type JudgedSample, takeAsExpected } from "../../core/suite/index.ts";
import { suiteState } from "../suite/suite-document.ts";
import { differenceText } from "./messages.ts";
import { placeInSuite, rangeOf } from "./sample-items.ts";

/** What the editor's buttons pass to a command about a sample. */
export interface OfSample {
  readonly test: TestItem;
}

export class FailedSamples implements Disposable {
  readonly #judged = new WeakMap<TestItem, JudgedSample>();
  readonly #onDidChange = new EventEmitter<void>();
  readonly onDidChange = this.#onDidChange.event;

  /** Keeps the result of a sample that failed, and forgets the one before if it passed. */
  know(item: TestItem, { state, index, sample, verdict, comparison }: SampleResult): void {
    const hasFailed = state === "failed" && verdict !== undefined && comparison !== undefined;
    if (hasFailed) this.#judged.set(item, { index, sample, verdict, comparison });
    else this.#judged.delete(item);
    this.#onDidChange.fire();
  }

  /** The last result if the sample failed, with the sample's present place in its suite. */
  of(item: TestItem): JudgedSample | undefined {
    const judged = this.#judged.get(item);
    const index = placeInSuite(item);
    return judged === undefined || index === undefined ? undefined : { ...judged, index };
  }

  /** Writes the result into the suite as one edit and shows the sample. Does not save. */
  async take({ test }: OfSample): Promise<void> {
    const judged = this.of(test);
    const state = test.uri === undefined ? undefined : await suiteState(test.uri);
    const edits = judged === undefined ? undefined : takeAsExpected(state?.text ?? "", judged);
    if (test.uri === undefined || edits === undefined) {
      const outdated = l10n.t("{0} has changed since it was run. Run it again first.", test.label);
      void window.showWarningMessage(outdated);
      return;
    }
    const edit = new WorkspaceEdit();
    for (const { place, text } of edits) edit.replace(test.uri, rangeOf(place), text);
    const { start } = test.range ?? new Range(0, 0, 0, 0);
    await window.showTextDocument(test.uri, { selection: new Range(start, start) });
    await workspace.applyEdit(edit);
  }

  /** Copies both sides to the clipboard, with masked keys. */
  async copy({ test }: OfSample): Promise<void> {
    const judged = this.of(test);
    if (judged !== undefined)
      await env.clipboard.writeText(bothSides(judged.sample.request, judged.comparison));
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }
}

/** First the differences, then both sides. The comparison has no keys. */
function bothSides(request: string, { differences, expected, actual }: Comparison): string {
  return [
    `${request}: ${differences.map(differenceText).join("; ")}`,
    "",
    l10n.t("Expected:"),
    expected,
    "",
    l10n.t("Actual:"),
    actual,
    "",
  ].join("\n");
}
