/** The samples of a suite as items of the tree. */

import { MarkdownString, Range, type TestController, type TestItem, TestTag } from "vscode";
import { escapedMarkdown } from "../../core/lint/markdown.ts";
import { expectationText, type Place, type Problem, type Suite } from "../../core/suite/index.ts";
import { problemText } from "../suite/suite-document.ts";

/** Problems that are listed under a suite; fixing the first ones fixes most. */
const MOST_PROBLEMS = 5;

const places = new WeakMap<TestItem, number>();

/** Where a sample stands in the list of its suite; undefined for the item of a suite. */
export function placeInSuite(item: TestItem): number | undefined {
  return places.get(item);
}

/** Puts the samples under their suite. Items of samples that were there stay, with their results. */
export function showSamples(controller: TestController, suite: TestItem, { samples }: Suite): void {
  const seen = new Map<string, number>();
  const items = samples.map(({ request, expectation, tags, place }, at) => {
    // A request may stand in a suite several times.
    const count = (seen.get(request) ?? 0) + 1;
    seen.set(request, count);
    const id = count === 1 ? request : `${request} (${count})`;
    const item = suite.children.get(id) ?? controller.createTestItem(id, "", suite.uri);
    // Not as its description, which a screen reader would be told instead of the label.
    item.label = `${request} → ${expectationText(expectation)}`;
    item.tags = tags.map((tag) => new TestTag(tag));
    item.range = rangeOf(place);
    item.sortText = String(at).padStart(6, "0");
    places.set(item, at);
    return item;
  });
  suite.children.replace(items);
  suite.error = undefined;
}

/** Says what is wrong with a suite. Its samples stay as they were: somebody may be writing. */
export function showProblems(suite: TestItem, problems: readonly Problem[]): void {
  const lines = problems.slice(0, MOST_PROBLEMS).map(problemText);
  suite.error = new MarkdownString(lines.map(escapedMarkdown).join("\n\n"));
}

export function rangeOf({ start, end }: Place): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
