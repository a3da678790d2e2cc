/** The few figures at the beginning of a report. */

import { latencyFigures } from "../index.ts";
import { ms, rate, ratePerSecond, timeUntil } from "./figures.ts";
import type { RehearsedForm } from "./rehearsed-form.ts";

export interface KeyFigure {
  readonly origin: "measured" | "simulated";
  readonly name: string;
  readonly value: string;
}

export function keyFigures({ rehearsal, study }: RehearsedForm): readonly KeyFigure[] {
  const { storm } = rehearsal;
  const busy = latencyFigures(storm.samples.map(({ busyMs }) => busyMs));
  const figures: KeyFigure[] = [];
  if (busy !== undefined) {
    figures.push(
      {
        origin: "measured",
        name: "a run, median",
        value: ms(busy.medianMs),
      },
      { origin: "measured", name: "runs a second", value: rate(ratePerSecond(storm)) },
    );
  }
  if (study !== undefined) {
    const { asked, advice } = study;
    figures.push(
      { origin: "simulated", name: "all registered, as asked", value: timeUntil(asked.allRegisteredSeconds) },
      {
        origin: "simulated",
        name: "all registered, as advised",
        value: timeUntil(advice.simulated.allRegisteredSeconds),
      },
    );
  }
  return figures;
}
