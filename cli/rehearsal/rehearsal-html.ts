/** A rehearsal as one page that refers to nothing outside: key figures, advice, plots, tables. It follows the reader's theme. */

import { comparisonRows, levelRows, simulatedRows } from "./figures.ts";
import { keyFigures } from "./key-figures.ts";
import { escaped } from "./markup.ts";
import { FONT, themed, themeStyle } from "./page-look.ts";
import { type Panel, panelsOf } from "./panels.ts";
import type { RehearsalParts, RehearsedForm } from "./rehearsal-report.ts";
import { renderPlot } from "./render-plot.ts";

const STYLE = `${themeStyle}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 2rem 1.5rem; background: var(--background); color: var(--text); font: 1rem/1.5 ${FONT}; }
h1 { font-size: 1.6rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; }
.quiet { color: var(--quiet); font-size: .9rem; margin: .25rem 0; }
.origin { display: inline-block; font-size: .75rem; line-height: 1.25rem; padding: 0 .6rem; margin-right: .5rem; border-radius: 1rem; border: 1px solid var(--text); vertical-align: .1em; }
.measured { background: var(--text); color: var(--background); }
.simulated { border-style: dashed; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; margin: 1.5rem 0; }
dl div { display: flex; flex-direction: column; }
dt { color: var(--quiet); font-size: .85rem; order: 1; }
dd { margin: 0; font-size: 1.6rem; font-weight: 600; }
dd .origin { display: table; font-weight: 400; margin-bottom: .2rem; }
.advice { border: 1.5px solid var(--rule); border-left: .35rem solid var(--text); border-radius: .4rem; padding: .75rem 1rem; margin: 1rem 0; }
.advice pre { margin: .5rem 0; }
.advice ul { margin: .25rem 0; padding-left: 1.2rem; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(32rem, 100%), 1fr)); gap: 2rem; }
figure { margin: 0; min-width: 0; }
figure svg { width: 100%; height: auto; display: block; }
.tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(36rem, 100%), 1fr)); gap: 1.5rem; }
.tables > div { overflow-x: auto; min-width: 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .85rem; }
td { white-space: nowrap; }
th, td { text-align: right; vertical-align: bottom; padding: .3rem .45rem; border-bottom: 1px solid var(--rule); }
th:first-child, td:first-child { text-align: left; }
@media print { figure, table { break-inside: avoid; } }`;

export function rehearsalHtml(parts: RehearsalParts): string {
  const { forms, subject } = parts;
  const isOne = forms.length === 1;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`Rehearsal of ${subject}`)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
${headOf(parts)}
${forms.map((form) => figuresOf(form, isOne)).join("\n")}
${isOne ? "" : `<h2>Side by side</h2>\n${table("Script and socket", comparisonRows(forms))}`}
${forms.map((form) => adviceOf(form, isOne)).join("\n")}
<h2>Plots</h2>
<div class="plots">
${panelsOf(forms, themed).map(figureOf).join("\n")}
</div>
<h2>Figures</h2>
${forms.map((form) => tablesOf(form, isOne)).join("\n")}
</main>
</body>
</html>
`;
}

function headOf({ subject, storm, release }: RehearsalParts): string {
  const { agents, threads, queueSize, rhythm } = storm;
  return `<h1>Rehearsal of ${escaped(subject)}</h1>
<p class="quiet">${agents.toLocaleString("en-US")} agents come back within ${rhythm.spreadSeconds} s; threads ${threads}, queue_size ${queueSize.toLocaleString("en-US")}; Wazuh ${escaped(release)}.</p>
<p class="quiet">Assumed: an agent asks again every ${rhythm.retrySeconds} s (its retry_interval), and remoted reads client.keys every ${rhythm.reloadSeconds} s (remoted.keyupdate_interval). Times were measured on this machine, with this program around each run.</p>`;
}

function figuresOf(form: RehearsedForm, isOne: boolean): string {
  const prefix = isOne ? "" : `${form.name}: `;
  const cards = keyFigures(form).map(
    ({ origin, name, value }) =>
      `<div><dt>${escaped(prefix + name)}</dt><dd>${badge(origin)}${escaped(value)}</dd></div>`,
  );
  const { obstacle } = form.rehearsal;
  const why = obstacle === undefined ? "" : `<p>${escaped(`${prefix}not asked: ${obstacle}`)}</p>`;
  return `<dl>${cards.join("")}</dl>${why}`;
}

function badge(origin: Panel["origin"]): string {
  return `<span class="origin ${origin}">${origin}</span>`;
}

function adviceOf({ name, study }: RehearsedForm, isOne: boolean): string {
  if (study === undefined) return "";
  const { threads, queueSize, reasons } = study.advice;
  const settings = `<threads>${threads}</threads>\n<queue_size>${queueSize}</queue_size>`;
  const of = isOne ? "" : ` for the ${name}`;
  return `<section class="advice"><h3>${badge("simulated")}Choose this setting${of}</h3>
<pre><code>${escaped(settings)}</code></pre>
<ul>${reasons.map((reason) => `<li>${escaped(reason)}</li>`).join("")}</ul></section>`;
}

function figureOf({ origin, title, summary, option }: Panel): string {
  const label = escaped(`${title} (${origin}). ${summary}`);
  const plot = renderPlot(option, 600, 300).replace("<svg ", `<svg role="img" aria-label="${label}" `);
  return `<figure><figcaption><h3>${badge(origin)}${escaped(title)}</h3></figcaption>${plot}</figure>`;
}

function tablesOf({ name, rehearsal, study }: RehearsedForm, isOne: boolean): string {
  const of = isOne ? "" : `, ${name}`;
  const { calibration } = rehearsal;
  const tables = [
    ...(calibration === undefined
      ? []
      : [table(`Measured with each number of threads${of}`, levelRows(calibration))]),
    ...(study === undefined
      ? []
      : [
          table(
            `By threads${of}`,
            simulatedRows("threads", study.byThreads, ({ settings }) => String(settings.threads)),
          ),
          table(
            `By queue_size${of}`,
            simulatedRows("queue_size", study.byQueue, ({ settings }) =>
              settings.queueSize.toLocaleString("en-US"),
            ),
          ),
          table(
            `By the time that a run takes${of}`,
            simulatedRows("run takes", study.byLatency, ({ latencyFactor }) => `× ${latencyFactor}`),
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
