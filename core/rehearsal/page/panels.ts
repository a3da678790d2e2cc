/** The plots of a report with their headings, in the order in which they are read. */

import { spoken } from "../index.ts";
import {
  latencyPlot,
  type PlotLook,
  type PlotOption,
  queuePlot,
  stormPlot,
  threadsPlot,
} from "../plots/index.ts";
import type { RehearsedForm } from "../report/index.ts";

export interface Panel {
  /** Shown beside the heading of every plot. */
  readonly origin: "measured" | "simulated";
  readonly title: string;
  /** What the plot shows in words, for readers who do not see it. */
  readonly summary: string;
  readonly option: PlotOption;
}

export function panelsOf(forms: readonly RehearsedForm[], look: PlotLook): readonly Panel[] {
  const isOne = forms.length === 1;
  return [
    ...forms.flatMap((form, at) => measuredPanels(form, look, at === 0 ? 0 : 1, isOne)),
    ...forms.flatMap((form) => simulatedPanels(form, look, isOne)),
    ...choicePanels(forms, look),
  ];
}

function measuredPanels(
  { name, rehearsal }: RehearsedForm,
  look: PlotLook,
  form: 0 | 1,
  isOne: boolean,
): Panel[] {
  const { storm } = rehearsal;
  if (storm.samples.length === 0) return [];
  const of = isOne ? "" : ` of the ${name}`;
  const runs = storm.samples.length.toLocaleString("en-US");
  return [
    {
      origin: "measured",
      title: `How long runs${of} take`,
      summary: `Histogram of ${runs} runs.`,
      option: latencyPlot(storm, look, form),
    },
    {
      origin: "measured",
      title: isOne ? "The storm in real time" : `The storm in real time, ${name}`,
      summary: `${storm.registered} agents registered in ${spoken(storm.elapsedMs / 1000)}, at most ${storm.peakDepth} requests waiting.`,
      option: stormPlot(storm, look),
    },
  ];
}

function simulatedPanels({ name, study }: RehearsedForm, look: PlotLook, isOne: boolean): Panel[] {
  if (study === undefined) return [];
  const of = isOne ? "" : `, ${name}`;
  const { asked, advice } = study;
  const panel = (title: string, simulated: typeof asked): Panel => ({
    origin: "simulated",
    title: `${title}${of}: threads ${simulated.settings.threads}, queue_size ${simulated.settings.queueSize.toLocaleString("en-US")}`,
    summary: `All registered after ${simulated.allRegisteredSeconds === undefined ? "no time" : spoken(simulated.allRegisteredSeconds)}.`,
    option: stormPlot(simulated, look),
  });
  return [panel("As asked", asked), panel("As advised", advice.simulated)];
}

function choicePanels(forms: readonly RehearsedForm[], look: PlotLook): Panel[] {
  const plotted = forms.flatMap(({ name, study }) => (study === undefined ? [] : [{ name, study }]));
  if (plotted.length === 0) return [];
  return [
    {
      origin: "simulated",
      title: "Time until all are registered, by threads",
      summary: "A hollow point is estimated from other numbers of threads.",
      option: threadsPlot(plotted, look),
    },
    {
      origin: "simulated",
      title: "Time until all are registered, by queue_size",
      summary: "With the threads that were asked about.",
      option: queuePlot(plotted, look),
    },
  ];
}
