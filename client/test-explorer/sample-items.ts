/** The samples of a suite as items of the tree. */

import { MarkdownString, Range, type TestController, type TestItem, TestTag } from "vscode";
import { escapedMarkdown } from "../../core/lint/markdown.ts";
import {
  expectationText,
  type Place,
  type Problem,
  registrationText,
  type SuiteReading,
} from "../../core/suite/index.ts";
import { problemText } from "../suite/suite-document.ts";

/** Maximum problems that are listed under a suite. Fixing the first ones fixes most. */
const MOST_PROBLEMS = 5;

const places = new WeakMap<TestItem, number>();

/** The index of a sample in its suite. Undefined for the item of a suite. */
export function placeInSuite(item: TestItem): number | undefined {
  return places.get(item);
}

/** What the tree shows for a sample. */
interface ShownSample {
  /** The request, or the name of the agent to register. */
  readonly name: string;
  readonly expected: string;
  readonly tags: readonly string[];
  readonly place: Place;
}

export function samplesShown(
  reading: Exclude<SuiteReading, { readonly kind: "broken" }>,
): readonly ShownSample[] {
  return reading.kind === "registration"
    ? reading.suite.samples.map((sample) => ({ ...sample, expected: registrationText(sample.expectation) }))
    : reading.suite.samples.map((sample) => ({
        ...sample,
        name: sample.request,
        expected: expectationText(sample.expectation),
      }));
}

/** Puts the samples under their suite. Existing items stay, with their results. */
export function showSamples(
  controller: TestController,
  suite: TestItem,
  samples: readonly ShownSample[],
): void {
  const seen = new Map<string, number>();
  const items = samples.map(({ name, expected, tags, place }, at) => {
    // A request or a name may be in a suite several times.
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const id = count === 1 ? name : `${name} (${count})`;
    const item = suite.children.get(id) ?? controller.createTestItem(id, "", suite.uri);
    // Not in the description, which a screen reader would read instead of the label.
    item.label = `${name} → ${expected}`;
    item.tags = tags.map((tag) => new TestTag(tag));
    item.range = rangeOf(place);
    item.sortText = String(at).padStart(6, "0");
    places.set(item, at);
    return item;
  });
  suite.children.replace(items);
  suite.error = undefined;
}

/** Shows what is wrong with a suite. Its samples stay, because the user may be typing. */
export function showProblems(suite: TestItem, problems: readonly Problem[]): void {
  const lines = problems.slice(0, MOST_PROBLEMS).map(problemText);
  suite.error = new MarkdownString(lines.map(escapedMarkdown).join("\n\n"));
}

export function rangeOf({ start, end }: Place): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
