/** The few figures at the beginning of a report. */

import { say } from "../../words/index.ts";
import { latencyFigures } from "../index.ts";
import { ms, rate, ratePerSecond, timeUntil } from "./figures.ts";
import type { Origin, RehearsedForm } from "./rehearsed-form.ts";

export interface KeyFigure {
  readonly origin: Origin;
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
        name: say`a run, median`,
        value: ms(busy.medianMs),
      },
      { origin: "measured", name: say`runs a second`, value: rate(ratePerSecond(storm)) },
    );
  }
  if (study !== undefined) {
    const { asked, advice } = study;
    figures.push(
      {
        origin: "simulated",
        name: say`all registered, your settings`,
        value: timeUntil(asked.allRegisteredSeconds),
      },
      {
        origin: "simulated",
        name: say`all registered, advised settings`,
        value: timeUntil(advice.simulated.allRegisteredSeconds),
      },
    );
  }
  return figures;
}
