/** The results of a suite, printed and saved in `artifacts/results/<suite>.json`. */
import { writeFileSync } from "node:fs";

/** A suite's counts, and each failure with its reason. */
export interface Results {
  passed: number;
  failed: number;
  skipped: number;
  failures: { title: string; message: string }[];
}

/** The results before any test has run. */
export const noResults = (): Results => ({ passed: 0, failed: 0, skipped: 0, failures: [] });

/** Adds one test and returns its line. `milliseconds` is left out for a skipped test. */
export function note(
  results: Results,
  outcome: "passed" | "failed" | "skipped",
  title: string,
  detail: { milliseconds?: number; message?: string } = {},
): string {
  results[outcome]++;
  const time = detail.milliseconds === undefined ? "" : ` (${(detail.milliseconds / 1000).toFixed(1)} s)`;
  const mark = { passed: "✔", failed: "✘", skipped: "-" }[outcome];
  const line = `  ${mark} ${title}${time}`;
  if (outcome !== "failed") return detail.message === undefined ? line : `${line}: ${detail.message}`;
  const message = detail.message ?? "no reason given";
  results.failures.push({ title, message });
  return `${line}\n${indented(message)}`;
}

/** A reason indented below its test. */
export const indented = (message: string): string => message.replace(/^/gm, "      ");

/** Writes the results as JSON. */
export function writeResults(file: string, { passed, failed, skipped, failures }: Results): void {
  writeFileSync(file, `${JSON.stringify({ passed, failed, skipped, failures }, undefined, 2)}\n`);
}

/** The last line of a suite's report. */
export function summary(suite: string, results: Results): string {
  return `${suite}: ${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`;
}
