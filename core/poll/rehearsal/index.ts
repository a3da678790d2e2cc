/** Rehearsals of a reconnect storm with real runs. */

export {
  type RehearsalOptions,
  type RehearsalProgress,
  rehearse,
} from "./rehearse.ts";
export {
  rehearseForms,
  STORM_LIMIT,
  STORM_SECONDS,
  studyPatiently,
} from "./rehearse-forms.ts";

export { formsOf, type RehearsalSubject, subjectOfSuite } from "./subject.ts";
