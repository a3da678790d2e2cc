/** Crossing from a manager of 4.x to one of 5.x. */

export {
  type Crossing,
  type CrossingAgent,
  type CrossingMethod,
  type CrossingOptions,
  crossingFile,
  crossingOf,
} from "./crossing.ts";
export { type Decider, type Fate, type FateKind, type FateReason, fateKinds } from "./fate.ts";
export { type CrossingTarget, crossingTarget, crossingTargets, fiveInstallation } from "./states.ts";
