/** The lines that the samples of a run executed, in the form of the Test Coverage view. */

import {
  FileCoverage,
  Position,
  StatementCoverage,
  TestCoverageCount,
  type TestItem,
  type TestRun,
  Uri,
  window,
} from "vscode";
import type { GrammarOf, SuiteCoverage } from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import { lines } from "./run-output.ts";

/** The samples that executed each line of a file. Lines are counted from 1. */
type FileLines = Map<number, Set<TestItem>>;

const linesOf = new WeakMap<FileCoverage, FileLines>();

export const grammarOf: GrammarOf = async (language) =>
  (await import("./grammars.ts")).grammars.get(language);

/** Collects the coverage of all suites in a run, because several suites can test the same script. */
export class RunCoverage {
  readonly #files = new Map<string, FileLines>();
  readonly #reasons: string[] = [];

  /** `suite` is the suite's name for messages. */
  take(
    coverage: SuiteCoverage,
    suite: string,
    itemAt: ReadonlyMap<number, TestItem>,
    testRun: TestRun,
  ): void {
    if (coverage.kind === "not-covered") {
      this.#say(say`${suite}: not covered. ${coverage.reason}`, testRun);
      return;
    }
    for (const { file, lines: covered } of coverage.files) {
      const known = this.#files.get(file) ?? new Map();
      this.#files.set(file, known);
      for (const { line, ranIn } of covered) {
        const items = known.get(line) ?? new Set();
        known.set(line, items);
        for (const sample of ranIn) {
          const item = itemAt.get(sample);
          if (item !== undefined) items.add(item);
        }
      }
    }
    if (coverage.reason === undefined) return;
    const silent = coverage.silent.flatMap((sample) => itemAt.get(sample)?.id ?? []).join(", ");
    this.#say(say`${suite}: the lines of ${silent} are not known. ${coverage.reason}`, testRun);
  }

  /** Passes the coverage to the editor. A message says why if nothing is known. */
  report(testRun: TestRun): void {
    for (const [file, known] of this.#files) {
      const ran = [...known.values()].filter((items) => items.size > 0);
      const count = new TestCoverageCount(ran.length, known.size);
      const samples = new Set(ran.flatMap((items) => [...items]));
      const coverage = new FileCoverage(Uri.file(file), count, undefined, undefined, [...samples]);
      linesOf.set(coverage, known);
      testRun.addCoverage(coverage);
    }
    const [reason] = this.#reasons;
    if (this.#files.size === 0 && reason !== undefined) void window.showInformationMessage(reason);
  }

  #say(reason: string, testRun: TestRun): void {
    this.#reasons.push(reason);
    testRun.appendOutput(lines([reason]));
  }
}

/** The lines of a file, each with the number of samples that executed it. */
export function coverageDetails(coverage: FileCoverage): StatementCoverage[] {
  return Array.from(linesOf.get(coverage) ?? [], ([line, items]) => statement(line, items.size));
}

/** Only the lines that this sample executed. */
export function coverageDetailsOf(coverage: FileCoverage, sample: TestItem): StatementCoverage[] {
  return Array.from(linesOf.get(coverage) ?? []).flatMap(([line, items]) =>
    items.has(sample) ? [statement(line, true)] : [],
  );
}

function statement(line: number, executed: number | boolean): StatementCoverage {
  return new StatementCoverage(executed, new Position(line - 1, 0));
}
