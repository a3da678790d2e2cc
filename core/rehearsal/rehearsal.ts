/** A rehearsal as it was measured: a storm with the asked setting, and short drains beside it. */

import type { Calibration } from "./calibration.ts";
import type { Measured } from "./storm.ts";

/** A rehearsal holds measured figures only; `calibration` is what a simulation starts from. */
export interface Rehearsal {
  readonly origin: "measured";
  readonly storm: Measured;
  /** Drains with other numbers of threads, rising and falling again. */
  readonly levels: readonly Measured[];
  /** Undefined where no run ended. */
  readonly calibration: Calibration | undefined;
  /** Why nothing could be asked, where that is so. */
  readonly obstacle: string | undefined;
  readonly cancelled: boolean;
}
