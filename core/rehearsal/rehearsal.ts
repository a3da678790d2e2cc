/** A measured rehearsal: a storm with the given setting, and short drains with other settings. */

import type { Calibration } from "./calibration.ts";
import type { Measured } from "./storm.ts";

/** A rehearsal contains only measured figures. `calibration` is the basis of a simulation. */
export interface Rehearsal {
  readonly origin: "measured";
  readonly storm: Measured;
  /** Drains with other numbers of threads, first ascending, then descending. */
  readonly levels: readonly Measured[];
  /** Undefined if no run ended. */
  readonly calibration: Calibration | undefined;
  /** Why nothing could be asked, if that is so. */
  readonly obstacle: string | undefined;
  readonly cancelled: boolean;
}
