/** The few figures that a report begins with. */

import { latencyFigures, spoken } from "../index.ts";
import { ms, rate } from "./figures.ts";
import type { RehearsedForm } from "./rehearsal-report.ts";

export interface KeyFigure {
  readonly origin: "measured" | "simulated";
  readonly name: string;
  readonly value: string;
}

export function keyFigures({ rehearsal, study }: RehearsedForm): readonly KeyFigure[] {
  const { samples, elapsedMs } = rehearsal.storm;
  const busy = latencyFigures(samples.map(({ busyMs }) => busyMs));
  const figures: KeyFigure[] = [];
  if (busy !== undefined) {
    figures.push(
      {
        origin: "measured",
        name: "a run, median",
        value: ms(busy.medianMs),
      },
      { origin: "measured", name: "runs a second", value: rate((samples.length * 1000) / elapsedMs) },
    );
  }
  if (study !== undefined) {
    const { asked, advice } = study;
    const time = (seconds: number | undefined): string => (seconds === undefined ? "never" : spoken(seconds));
    figures.push(
      { origin: "simulated", name: "all registered, as asked", value: time(asked.allRegisteredSeconds) },
      {
        origin: "simulated",
        name: "all registered, as advised",
        value: time(advice.simulated.allRegisteredSeconds),
      },
    );
  }
  return figures;
}
