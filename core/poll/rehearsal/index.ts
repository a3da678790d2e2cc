/** Rehearsals of a reconnect storm with real runs. */

export {
  DEFAULT_LEVELS,
  type Rehearsal,
  type RehearsalOptions,
  type RehearsalProgress,
  rehearse,
} from "./rehearse.ts";
export type { StormProgress } from "./storm-run.ts";
