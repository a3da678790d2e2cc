/** The suites and samples of a request. */

import type { TestItem, TestRunRequest } from "vscode";
import type { SuiteState } from "../suite/suite-document.ts";
import { placeInSuite } from "./sample-items.ts";
import type { SuiteTree } from "./suite-tree.ts";

/** What to run of one suite. */
export interface Chosen {
  readonly suite: TestItem;
  readonly state: SuiteState;
  /** The suite itself was requested, so it can be reported as broken. */
  readonly whole: boolean;
  readonly samples: readonly TestItem[];
}

/** Reads the suites of a request, and picks their samples. Suites that are gone are left out. */
export async function chosenIn(request: TestRunRequest, tree: SuiteTree): Promise<readonly Chosen[]> {
  const wanted = request.include ?? (await tree.suites());
  const excluded = new Set(request.exclude);
  const suites = new Set(wanted.map(suiteOf));
  const chosen: Chosen[] = [];
  for (const suite of suites) {
    if (excluded.has(suite)) continue;
    const state = await tree.read(suite);
    if (state === undefined) continue;
    const whole = wanted.includes(suite);
    const samples = Array.from(suite.children, ([, sample]) => sample).filter(
      (sample) => !excluded.has(sample) && (whole || wanted.includes(sample)),
    );
    chosen.push({ suite, state, whole, samples });
  }
  return chosen;
}

/** The suite that an item is or belongs to. */
export function suiteOf(item: TestItem): TestItem {
  return placeInSuite(item) === undefined ? item : (item.parent ?? item);
}
