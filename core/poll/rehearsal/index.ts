/** Rehearsals of a reconnect storm with real runs. */

export {
  DEFAULT_LEVELS,
  type RehearsalOptions,
  type RehearsalProgress,
  rehearse,
} from "./rehearse.ts";
export {
  type FormsOptions,
  rehearseForms,
  STORM_LIMIT,
  STORM_SECONDS,
  studyPatiently,
} from "./rehearse-forms.ts";
export type { StormProgress } from "./storm-run.ts";
export { formsOf, type RehearsalForm, type RehearsalSubject, subjectOfSuite } from "./subject.ts";
