/** The figures that a storm can have. */

import { LARGEST_QUEUE, MOST_THREADS } from "../../core/rehearsal/index.ts";
import type { StormNumbers } from "./messages.ts";

interface Limits {
  readonly least: number;
  readonly most: number;
}

export const limits: Readonly<Record<keyof StormNumbers, Limits>> = {
  agents: { least: 1, most: 1_000_000 },
  threads: { least: 1, most: MOST_THREADS },
  queueSize: { least: 1, most: LARGEST_QUEUE },
};

/** Whether a manager could have this value: a whole number within its limits. */
export function isAllowedNumber(name: keyof StormNumbers, value: number): boolean {
  return Number.isInteger(value) && value >= limits[name].least && value <= limits[name].most;
}

export function isAllowedStorm(storm: StormNumbers): boolean {
  return (["agents", "threads", "queueSize"] as const).every((name) => isAllowedNumber(name, storm[name]));
}
