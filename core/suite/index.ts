/** Suites of samples: reads them, compares verdicts with what they expect, writes a first one. */

export {
  type Comparison,
  comparisonOf,
  type Difference,
  expectationText,
  expectVerdict,
  type Fact,
  isMet,
  replacedFact,
  shown,
  wantsAgain,
} from "./expect-verdict.ts";
export type { Place, Position, Problem } from "./json-text.ts";
export { proposeRegistrationSuite, proposeSuite, type SuiteWishes } from "./propose-suite.ts";
export {
  noPollsText,
  readPollSuite,
  readSuite,
  type SuiteDefaults,
  type SuiteReading,
} from "./read-suite.ts";
export {
  type RegistrationExpectation,
  type RegistrationSample,
  type RegistrationSuite,
  registrationText,
  shownFields,
} from "./registration-suite.ts";
export { suiteRules } from "./rules.ts";
export {
  type Place as ArgumentPlace,
  type ProposedArguments,
  places,
  proposeArguments,
  unknownPlace,
} from "./script-arguments.ts";
export { SUITE_SUFFIX } from "./suffix.ts";
export type { Expectation, Suite, SuiteSample, TextWanted } from "./suite.ts";
export { isSameSample, type JudgedSample, type SuiteEdit, takeAsExpected } from "./take-as-expected.ts";
