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
export { type Place, type Problem, readJsonText } from "./json-text.ts";
export { laidOut } from "./laid-out.ts";
export { proposeRegistrationSuite, proposeSuite } from "./propose-suite.ts";
export type { RawRegistrationExpectation } from "./raw-suite.ts";
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
  type SecondRun,
  SOUND,
  shownFields,
} from "./registration-suite.ts";
export { suiteRules } from "./rules.ts";
export {
  type Place as ArgumentPlace,
  type ProposedArguments,
  places,
  proposeArguments,
  unknownPlaceholder,
} from "./script-arguments.ts";
export { SUITE_SUFFIX } from "./suffix.ts";
export type { Suite, SuiteSample, TextWanted } from "./suite.ts";
export {
  insertedExpectation,
  isSameExpectation,
  isSameSample,
  isWritten,
  type SuiteEdit,
  takeAsExpected,
} from "./take-as-expected.ts";
