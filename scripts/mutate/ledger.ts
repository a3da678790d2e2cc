/** What a run of changed code tells its parent, line by line, so that nothing is lost if it must be killed. */

import { appendFileSync, readFileSync } from "node:fs";

/** One change with one test file. */
export interface Trial {
  readonly id: string;
  readonly test: string;
}

export type Entry =
  /** The file whose tests come next. */
  | { readonly file: string }
  | { readonly try: string }
  | { readonly noticed: string }
  /** The tests of a file with the change have ended. */
  | { readonly done: string }
  | { readonly reached: readonly string[] }
  /** Reached while the file is loaded, not by a test of its own. */
  | { readonly atLoad: readonly string[] }
  | { readonly problem: string };

export interface Plan {
  readonly ledger: string;
  /** Where the changed files are: path of the file to path of the changed one. */
  readonly changed: Readonly<Record<string, string>>;
  /** Changes that need no further test. */
  readonly noticed: readonly string[];
  /** In the first round: the test files. */
  readonly tests: readonly string[];
  /** The command line with the changed code, if it belongs to the command line. */
  readonly program?: string | undefined;
  /** In the second round: the changes for which a file is loaded again. */
  readonly trials?: readonly Trial[];
}

export const PLAN = "KEYPOLL_MUTATION_PLAN";

/** Variables for a program with changed code: the change that is on, and the file to which it adds what it reached. */
export const ACTIVE = "__STRYKER_ACTIVE_MUTANT__";
export const REACHED = "KEYPOLL_MUTATION_REACHED";

export function planned(): Plan {
  return JSON.parse(readFileSync(process.env[PLAN] ?? "", "utf8"));
}

export function noteIn(ledger: string, entry: Entry): void {
  appendFileSync(ledger, `${JSON.stringify(entry)}\n`);
}

export function entriesOf(ledger: string): readonly Entry[] {
  const lines = readFileSync(ledger, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line): Entry => JSON.parse(line));
}
