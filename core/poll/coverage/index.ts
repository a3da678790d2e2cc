/** Which lines of a script the samples of a suite ran. */

export {
  type CoveredFile,
  type GrammarOf,
  runCovered,
  type SuiteCoverage,
} from "./run-covered.ts";
