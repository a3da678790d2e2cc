/** Crossing from a manager of 4.x to one of 5.x. */

export {
  type Crossing,
  type CrossingAgent,
  type CrossingOptions,
  type CrossingWay,
  crossingFile,
  crossingOf,
  crossingWays,
} from "./crossing.ts";
export { type Decider, type Fate, type FateKind, type FateReason, fateKinds } from "./fate.ts";
export { type CrossingTarget, crossingTarget, crossingTargets, fiveInstallation } from "./states.ts";
