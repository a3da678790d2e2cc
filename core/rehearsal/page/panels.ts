/** The plots of a report with their headings, in the order in which they are read. */

import { numberText, say } from "../../words/index.ts";
import { spoken } from "../index.ts";
import { latencyPlot, type Plot, type PlotLook, queuePlot, stormPlot, threadsPlot } from "../plots/index.ts";
import { formText, type Origin, type RehearsedForm } from "../report/index.ts";

export interface Panel {
  /** Shown beside the heading of every plot. */
  readonly origin: Origin;
  readonly title: string;
  /** What the plot shows in words, for readers who do not see it. */
  readonly summary: string;
  readonly plot: Plot;
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
  return [
    {
      origin: "measured",
      title: isOne ? say`How long runs take` : say`How long runs take, ${formText(name)}`,
      summary: say`Histogram of ${numberText(storm.samples.length)} runs.`,
      plot: latencyPlot(storm, look, form),
    },
    {
      origin: "measured",
      title: isOne ? say`The storm in real time` : say`The storm in real time, ${formText(name)}`,
      summary: say`${storm.registered} agents registered in ${spoken(storm.elapsedMs / 1000)}, at most ${storm.peakDepth} requests waiting.`,
      plot: stormPlot(storm, look),
    },
  ];
}

function simulatedPanels({ name, study }: RehearsedForm, look: PlotLook, isOne: boolean): Panel[] {
  if (study === undefined) return [];
  const of = isOne ? "" : `, ${formText(name)}`;
  const { asked, advice } = study;
  const panel = (title: string, simulated: typeof asked): Panel => ({
    origin: "simulated",
    title: `${title}${of}: threads ${simulated.settings.threads}, queue_size ${simulated.settings.queueSize}`,
    summary:
      simulated.allRegisteredSeconds === undefined
        ? say`Not all agents are registered in the end.`
        : say`All registered after ${spoken(simulated.allRegisteredSeconds)}.`,
    plot: stormPlot(simulated, look),
  });
  return [panel(say`Your settings`, asked), panel(say`Advised settings`, advice.simulated)];
}

function choicePanels(forms: readonly RehearsedForm[], look: PlotLook): Panel[] {
  const plotted = forms.flatMap(({ name, study }) =>
    study === undefined ? [] : [{ name: formText(name), study }],
  );
  if (plotted.length === 0) return [];
  return [
    {
      origin: "simulated",
      title: say`Time until all are registered, by threads`,
      summary: say`A hollow point is estimated from other numbers of threads.`,
      plot: threadsPlot(plotted, look),
    },
    {
      origin: "simulated",
      title: say`Time until all are registered, by queue_size`,
      summary: say`With your number of threads.`,
      plot: queuePlot(plotted, look),
    },
  ];
}
