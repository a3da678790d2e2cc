/** Which lines of a script the samples of a suite ran. */

export type { CoveredLine } from "./lines.ts";
export {
  type CoveredFile,
  type CoveredRun,
  type GrammarOf,
  runCovered,
  type SuiteCoverage,
} from "./run-covered.ts";
