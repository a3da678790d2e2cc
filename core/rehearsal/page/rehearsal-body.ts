/** The content of a rehearsal's report: key figures, advice, plots, tables. */

import { numberText, say } from "../../words/index.ts";
import type { StormSettings } from "../index.ts";
import { escaped, svgOf } from "../plots/index.ts";
import {
  comparisonRows,
  formText,
  keyFigures,
  levelRows,
  type Origin,
  originText,
  type RehearsalParts,
  type RehearsedForm,
  simulatedRows,
} from "../report/index.ts";
import { FONT, themed } from "./page-look.ts";
import { type Panel, panelsOf } from "./panels.ts";

/** The whole report except its title. It needs no inline styles, so a page that forbids them can show it. */
export function rehearsalBody(parts: RehearsalParts): string {
  const { forms } = parts;
  const isOne = forms.length === 1;
  return `${headOf(parts)}
${forms.map((form) => figuresOf(form, isOne)).join("\n")}
${forms.map((form) => adviceOf(form, isOne)).join("\n")}
${isOne ? "" : `<h2>${escaped(say`Side by side`)}</h2>\n${table(say`Script and socket`, comparisonRows(forms))}`}
<h2>${escaped(say`Plots`)}</h2>
<div class="plots">
${panelsOf(forms, themed).map(figureOf).join("\n")}
</div>
<h2>${escaped(say`Figures`)}</h2>
${forms.map((form) => tablesOf(form, isOne)).join("\n")}`;
}

function headOf({ storm, release, forms }: RehearsalParts): string {
  const { rhythm } = storm;
  return `<p class="quiet">${escaped(`${inWords(storm)}; Wazuh ${release}.${measuredWith(forms, storm)}`)}</p>
<p class="quiet">${escaped(say`Assumed: an agent asks again every ${rhythm.retrySeconds} s (its retry_interval), and remoted reads client.keys every ${rhythm.reloadSeconds} s (remoted.keyupdate_interval). Times were measured on this machine, with this program around each run.`)}</p>`;
}

function inWords({ agents, threads, queueSize, rhythm }: StormSettings): string {
  return say`${numberText(agents)} agents reconnect within ${rhythm.spreadSeconds} s; threads ${threads}, queue_size ${queueSize}`;
}

/** Shown if other figures were simulated than were measured. */
function measuredWith(forms: readonly RehearsedForm[], storm: StormSettings): string {
  const measured = forms[0]?.rehearsal.storm.settings;
  if (measured === undefined || inWords(measured) === inWords(storm)) return "";
  return say` This is simulated. Measured: ${inWords(measured)}.`;
}

function figuresOf(form: RehearsedForm, isOne: boolean): string {
  const prefix = isOne ? "" : `${formText(form.name)}: `;
  const cards = keyFigures(form).map(
    ({ origin, name, value }) =>
      `<div><dt>${escaped(prefix + name)}</dt><dd>${badge(origin)}${escaped(value)}</dd></div>`,
  );
  const { obstacle } = form.rehearsal;
  const why = obstacle === undefined ? "" : `<p>${escaped(prefix + say`not run: ${obstacle}`)}</p>`;
  return `<dl>${cards.join("")}</dl>${why}`;
}

function badge(origin: Origin): string {
  return `<span class="origin ${origin}">${escaped(originText(origin))}</span>`;
}

function adviceOf({ name, study }: RehearsedForm, isOne: boolean): string {
  if (study === undefined) return "";
  const { threads, queueSize, reasons } = study.advice;
  const settings = `<threads>${threads}</threads>\n<queue_size>${queueSize}</queue_size>`;
  const head = isOne ? say`Choose this setting` : say`Choose this setting for the ${formText(name)}`;
  return `<section class="advice"><h3>${badge("simulated")}${escaped(head)}</h3>
<pre><code>${escaped(settings)}</code></pre>
<ul>${reasons.map((reason) => `<li>${escaped(reason)}</li>`).join("")}</ul></section>`;
}

function figureOf({ origin, title, summary, plot }: Panel): string {
  const described = { role: "img", "aria-label": `${title} (${originText(origin)}). ${summary}` };
  const svg = svgOf(plot, { width: 600, height: 300 }, FONT, described);
  return `<figure><figcaption><h3>${badge(origin)}${escaped(title)}</h3></figcaption>${svg}</figure>`;
}

function tablesOf({ name, rehearsal, study }: RehearsedForm, isOne: boolean): string {
  const of = isOne ? "" : `, ${formText(name)}`;
  const { calibration } = rehearsal;
  const tables = [
    ...(calibration === undefined
      ? []
      : [table(say`Measured with each number of threads` + of, levelRows(calibration))]),
    ...(study === undefined
      ? []
      : [
          table(
            say`By threads` + of,
            simulatedRows("threads", study.byThreads, ({ settings }) => String(settings.threads)),
          ),
          table(
            say`By queue_size` + of,
            simulatedRows("queue_size", study.byQueue, ({ settings }) => String(settings.queueSize)),
          ),
          table(
            say`By the time that a run takes` + of,
            simulatedRows(
              say`run takes`,
              study.byLatency,
              ({ latencyFactor }) => `× ${numberText(latencyFactor)}`,
            ),
          ),
        ]),
  ];
  return `<div class="tables">${tables.join("\n")}</div>`;
}

function table(caption: string, [head = [], ...rows]: readonly (readonly string[])[]): string {
  const cells = (tag: "th" | "td", row: readonly string[]): string =>
    row.map((cell) => `<${tag}${tag === "th" ? ' scope="col"' : ""}>${escaped(cell)}</${tag}>`).join("");
  const body = rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("\n");
  return `<div><h3>${escaped(caption)}</h3><table><thead><tr>${cells("th", head)}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}
