/** The pictures of the last run of each sample, for the view of verdicts. */

import { basename } from "node:path";
import type { TestItem, Uri } from "vscode";
import type { OpenedSuite, SampleResult } from "../../core/poll/index.ts";
import type { PicturedTest } from "../verdict/messages.ts";
import { type JudgedPoll, pictureTest } from "../verdict/picture-test.ts";

/** The view of verdicts. */
export interface Verdicts {
  take(test: PicturedTest): void;
  show(poll: number): void;
}

export interface Run {
  /** URI of the suite. */
  readonly suite: Uri;
  /** URI of the script. */
  readonly script: string | undefined;
  readonly opened: OpenedSuite;
  readonly results: readonly SampleResult[];
  /** The item of a result. */
  readonly itemOf: (result: SampleResult) => TestItem | undefined;
}

export class Pictures {
  readonly #verdicts: Verdicts;
  readonly #places = new WeakMap<TestItem, { readonly test: PicturedTest; readonly poll: number }>();

  constructor(verdicts: Verdicts) {
    this.#verdicts = verdicts;
  }

  /** Keeps the pictures of a run that has ended, and passes them to the view. */
  take({ suite, script, opened, results, itemOf }: Run): void {
    const { release } = opened.target;
    const judged = results.flatMap((result) => {
      const poll = judgedPoll(result);
      return poll === undefined ? [] : [{ poll, item: itemOf(result) }];
    });
    if (judged.length === 0) return;
    const frame = {
      subject: basename(suite.fsPath),
      script,
      ofSuite: { suite: suite.toString(), samples: judged.flatMap(({ item }) => item?.id ?? []) },
      release,
      remarks: opened.remarks,
    };
    const test = pictureTest(
      frame,
      judged.map(({ poll }) => poll),
    );
    judged.forEach(({ item }, poll) => {
      if (item !== undefined) this.#places.set(item, { test, poll });
    });
    this.#verdicts.take(test);
  }

  /** Shows the picture of the last run of a sample. */
  show(sample: TestItem): void {
    const place = this.#places.get(sample);
    if (place === undefined) return;
    this.#verdicts.take(place.test);
    this.#verdicts.show(place.poll);
  }
}

/** Undefined for a sample that was cancelled. */
function judgedPoll({ verdict, asking }: SampleResult): JudgedPoll | undefined {
  if (verdict === undefined) return undefined;
  const source = asking?.source ?? { kind: "nothing" };
  return { verdict, source, run: asking?.run, socketMs: asking?.socket?.durationMs };
}
