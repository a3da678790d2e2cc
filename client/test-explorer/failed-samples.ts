/** The samples whose last run failed. Their result can be taken as expected, or copied. */

import {
  type Disposable,
  EventEmitter,
  env,
  Range,
  type TestItem,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import type { SampleResult } from "../../core/poll/index.ts";
import {
  type Comparison,
  isSameSample,
  type Place,
  type SuiteEdit,
  type SuiteReading,
  takeAsExpected,
} from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import { suiteState } from "../suite/suite-document.ts";
import { differenceText } from "./messages.ts";
import { placeInSuite, rangeOf } from "./sample-items.ts";

/** What the editor's buttons pass to a command about a sample. */
export interface OfSample {
  readonly test: TestItem;
}

/** The last result of a sample, of a suite of either kind. */
export interface FailedSample {
  /** The request, or the name of the agent. */
  readonly title: string;
  readonly comparison: Comparison;
  /** The sample at this index, or undefined if another request or expectation is there by now. */
  readonly placeIn: (reading: SuiteReading, index: number) => Place | undefined;
  readonly edits: (text: string, index: number) => readonly SuiteEdit[] | undefined;
}

/** Undefined if the sample has not failed. */
export function failedPoll({ state, sample, verdict, comparison }: SampleResult): FailedSample | undefined {
  if (state !== "failed" || verdict === undefined || comparison === undefined) return undefined;
  const judged = { sample, verdict, comparison };
  return {
    title: sample.request,
    comparison,
    placeIn: (reading, index) => {
      const now = reading.kind === "suite" ? reading.suite.samples[index] : undefined;
      return isSameSample(now, judged) ? now.place : undefined;
    },
    edits: (text, index) => takeAsExpected(text, { ...judged, index }),
  };
}

export class FailedSamples implements Disposable {
  readonly #failed = new WeakMap<TestItem, FailedSample>();
  readonly #onDidChange = new EventEmitter<void>();
  readonly onDidChange = this.#onDidChange.event;

  /** Keeps the result of a sample that failed, and forgets the one before if it passed. */
  know(item: TestItem, failed: FailedSample | undefined): void {
    if (failed === undefined) this.#failed.delete(item);
    else this.#failed.set(item, failed);
    this.#onDidChange.fire();
  }

  /** The last result if the sample failed. */
  of(item: TestItem): FailedSample | undefined {
    return this.#failed.get(item);
  }

  /** Writes the result into the suite as one edit and shows the sample. Does not save. */
  async take({ test }: OfSample): Promise<void> {
    const state = test.uri === undefined ? undefined : await suiteState(test.uri);
    const edits = this.of(test)?.edits(state?.text ?? "", placeInSuite(test) ?? -1);
    if (test.uri === undefined || edits === undefined) {
      const outdated = say`${test.label} has changed since it was run. Run it again first.`;
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
    const failed = this.of(test);
    if (failed !== undefined) await env.clipboard.writeText(bothSides(failed.title, failed.comparison));
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }
}

/** First the differences, then both sides. The comparison has no keys. */
function bothSides(title: string, { differences, expected, actual }: Comparison): string {
  return [
    `${title}: ${differences.map(differenceText).join("; ")}`,
    "",
    say`Expected:`,
    expected,
    "",
    say`Actual:`,
    actual,
    "",
  ].join("\n");
}
