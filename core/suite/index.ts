/** Suites of samples: reading them, holding verdicts against what they expect, writing a first one. */

export {
  type Comparison,
  type Difference,
  expectationText,
  expectVerdict,
  wantsAgain,
} from "./expect-verdict.ts";
export type { Place, Position, Problem } from "./json-text.ts";
export { proposeSuite, type SuiteWishes } from "./propose-suite.ts";
export { readSuite, type SuiteDefaults, type SuiteReading } from "./read-suite.ts";
export { suiteRules } from "./rules.ts";
export { SUITE_SUFFIX } from "./suffix.ts";
export type { Expectation, Suite, SuiteSample, TextWanted } from "./suite.ts";
