/**
 * The cost of checking a whole client.keys, compared with awk with three checks and `wc -l`, on the same file in the
 * same run.
 */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { keyFile } from "./files.ts";
import { growthExponent, median, rounded } from "./numbers.ts";

const ROUNDS = 5;
const ONE_LINT = fileURLToPath(new URL("one-lint.ts", import.meta.url));

/** Three checks: each line has four fields, each id is unique, each address has valid characters only. */
const AWK = "NF!=4{bad++} seen[$1]++{bad++} $3!~/^[0-9.\\/a-z]+$/{bad++} END{print bad+0}";

export interface LintBench {
  readonly records: number;
  /** Milliseconds from the file's bytes to its findings, inside a fresh process that has just started. */
  readonly lintMs: number;
  /** Megabytes that this process used at its end. */
  readonly lintMb: number;
  /** Milliseconds of the whole process. */
  readonly awkMs: number;
  readonly wcMs: number;
  readonly lintToAwk: number;
}

export function benchLint(records: number): LintBench {
  const path = keyFile(records);
  const lint: number[] = [];
  const memory: number[] = [];
  const awk: number[] = [];
  const wc: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { ms, mb } = JSON.parse(execFileSync(process.execPath, [ONE_LINT, path], { encoding: "utf8" }));
    lint.push(ms);
    memory.push(mb);
    awk.push(timed(() => execFileSync("awk", [AWK, path])));
    wc.push(timed(() => execFileSync("wc", ["-l", path])));
  }
  const [lintMs, awkMs] = [median(lint), median(awk)];
  return {
    records,
    lintMs: rounded(lintMs),
    lintMb: rounded(median(memory)),
    awkMs: rounded(awkMs),
    wcMs: rounded(median(wc)),
    lintToAwk: rounded(lintMs / awkMs),
  };
}

/** How the cost of a whole check grows from a small file to a large one. */
export function lintGrowth(): number {
  const [small, large] = [benchLint(10_000), benchLint(1_000_000)];
  return rounded(
    growthExponent({ size: small.records, cost: small.lintMs }, { size: large.records, cost: large.lintMs }),
  );
}

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
