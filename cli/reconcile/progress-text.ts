/** The progress of a run, in one line. */

import { type Pace, type Tally, timeText } from "../../core/reconcile/index.ts";
import { inThousands } from "../terminal/number.ts";

export function progressText({ done, total, perSecond, secondsLeft }: Pace, tally: Tally): string {
  const percent = Math.floor((done / total) * 100);
  const rate = perSecond < 10 ? perSecond.toFixed(1) : inThousands(Math.round(perSecond));
  return [
    `… ${inThousands(done)} of ${inThousands(total)} agents, ${percent} %`,
    `${rate} a second`,
    ...(secondsLeft === undefined ? [] : [`${timeText(secondsLeft)} left`]),
    `${inThousands(tally.drifted)} differ`,
    ...(tally.unchecked === 0 ? [] : [`${inThousands(tally.unchecked)} without an answer`]),
  ].join(", ");
}
