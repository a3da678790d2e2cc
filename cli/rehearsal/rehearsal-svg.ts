/** A rehearsal as one picture: key figures, plots, advice. It contains no reference to the outside. */

import { wazuhText } from "../../core/lint/versions.ts";
import {
  escaped,
  light as look,
  type Panel,
  panelsOf,
  svgOf,
  text,
} from "../../core/rehearsal/page/index.ts";
import { keyFigures, type RehearsalParts, type RehearsedForm } from "../../core/rehearsal/report/index.ts";
import { inThousands } from "../terminal/number.ts";
import { wrap } from "../terminal/wrap.ts";

const WIDTH = 1200;
const MARGIN = 40;
const GAP = 32;
const PANEL = { width: (WIDTH - 2 * MARGIN - GAP) / 2, height: 280, head: 34 } as const;
/** About as many characters as fit in a row. */
const CHARACTERS = 150;

export function rehearsalSvg(parts: RehearsalParts): string {
  const { forms } = parts;
  const head = headOf(parts);
  let y = head.height;
  const blocks: string[] = [];
  for (const form of forms) {
    blocks.push(figureRow(form, forms.length > 1, y));
    y += 92;
  }
  const panels = panelsOf(forms, look);
  panels.forEach((panel, at) => {
    const x = MARGIN + (at % 2) * (PANEL.width + GAP);
    blocks.push(panelAt(panel, x, y + Math.floor(at / 2) * (PANEL.height + PANEL.head + GAP)));
  });
  y += Math.ceil(panels.length / 2) * (PANEL.height + PANEL.head + GAP);
  for (const form of forms) {
    const advice = adviceOf(form, forms.length > 1, y);
    blocks.push(advice.markup);
    y += advice.height;
  }
  const height = y + MARGIN / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${escaped(look.font)}" role="img" aria-label="${escaped(`Rehearsal of ${parts.subject}`)}">
<rect width="${WIDTH}" height="${height}" fill="${look.background}"/>
${head.markup}
${blocks.join("\n")}
</svg>
`;
}

function headOf({ subject, storm, release }: RehearsalParts): {
  readonly markup: string;
  readonly height: number;
} {
  const { agents, threads, queueSize, rhythm } = storm;
  const lines = [
    `${inThousands(agents)} agents reconnect within ${rhythm.spreadSeconds} s · threads ${threads} · queue_size ${inThousands(queueSize)} · ${wazuhText(release)}`,
    `Assumed: an agent asks again every ${rhythm.retrySeconds} s (its retry_interval); remoted reads client.keys every ${rhythm.reloadSeconds} s (remoted.keyupdate_interval).`,
  ];
  const markup = [
    textAt(MARGIN, 52, `Rehearsal of ${subject}`, { size: 24, weight: 600 }),
    textAt(MARGIN, 80, lines[0] ?? "", { size: 15 }),
    textAt(MARGIN, 102, lines[1] ?? "", { size: 13, colour: look.quiet }),
  ].join("\n");
  return { markup, height: 128 };
}

function figureRow(form: RehearsedForm, isNamed: boolean, y: number): string {
  const figures = keyFigures(form);
  const step = (WIDTH - 2 * MARGIN) / Math.max(4, figures.length);
  return figures
    .map(({ origin, name, value }, at) => {
      const x = MARGIN + at * step;
      const label = isNamed ? `${form.name}: ${name}` : name;
      return [
        badge(x, y + 10, origin),
        textAt(x, y + 52, value, { size: 26, weight: 600 }),
        textAt(x, y + 72, label, { size: 13, colour: look.quiet }),
      ].join("\n");
    })
    .join("\n");
}

function panelAt({ origin, title, plot, summary }: Panel, x: number, y: number): string {
  const described = { x, y: y + PANEL.head, role: "img", "aria-label": `${title} (${origin}). ${summary}` };
  return [
    badge(x, y + 16, origin),
    textAt(x + BADGE_WIDTH + 10, y + 16, title, { size: 15, weight: 600 }),
    svgOf(plot, PANEL, look.font, described),
  ].join("\n");
}

const BADGE_WIDTH = 82;

/** Measured values are filled, simulated ones have a dashed outline, so that no colour is needed to tell them apart. */
function badge(x: number, baseline: number, origin: Panel["origin"]): string {
  const box = `<rect x="${x}" y="${baseline - 14}" width="${BADGE_WIDTH}" height="20" rx="10"`;
  const isMeasured = origin === "measured";
  const style = isMeasured
    ? `fill="${look.text}"`
    : `fill="none" stroke="${look.text}" stroke-dasharray="4 3"`;
  const colour = isMeasured ? look.background : look.text;
  return `${box} ${style}/>${textAt(x + BADGE_WIDTH / 2, baseline, origin, { size: 12, colour, anchor: "middle" })}`;
}

function adviceOf(
  { name, study }: RehearsedForm,
  isNamed: boolean,
  y: number,
): { readonly markup: string; readonly height: number } {
  if (study === undefined) return { markup: "", height: 0 };
  const { threads, queueSize, reasons } = study.advice;
  const title = `${isNamed ? `${name}: ` : ""}Choose threads ${threads} and queue_size ${inThousands(queueSize)}`;
  const lines = reasons.flatMap((reason) => wrap(reason, CHARACTERS));
  const height = 54 + lines.length * 20;
  const markup = [
    `<rect x="${MARGIN}" y="${y}" width="${WIDTH - 2 * MARGIN}" height="${height - 8}" rx="8" fill="none" stroke="${look.rule}" stroke-width="1.5"/>`,
    badge(MARGIN + 14, y + 26, "simulated"),
    textAt(MARGIN + 14 + BADGE_WIDTH + 10, y + 26, title, { size: 16, weight: 600 }),
    ...lines.map((line, at) => textAt(MARGIN + 14, y + 50 + at * 20, line, { size: 14 })),
  ].join("\n");
  return { markup, height: height + 8 };
}

interface TextStyle {
  readonly size: number;
  readonly weight?: number;
  readonly colour?: string;
  readonly anchor?: "start" | "middle";
}

function textAt(x: number, y: number, words: string, style: TextStyle): string {
  const { size, weight = 400, colour = look.text, anchor = "start" } = style;
  return text(words, { x, y, "font-size": size, "font-weight": weight, fill: colour, "text-anchor": anchor });
}
