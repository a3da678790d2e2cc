/** The crossing of a file as text: a table of the agents, the reasons, the totals. */

import {
  fateCountsText,
  fateKindTexts,
  methodTexts,
  type ReportedAgent,
  type ReportedFate,
  reasonGroups,
  stopText,
} from "../../core/lint/crossing/index.ts";
import type { Look } from "../terminal/look.ts";
import { count } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { columnsOf } from "../terminal/width.ts";
import { wrap } from "../terminal/wrap.ts";
import type { UpgradeReport } from "./upgrade-report.ts";

/** Maximum agents that a reason names. */
const MOST_NAMED = 5;

/** With `quiet` only agents that do not carry over have a row. */
export function upgradeText(report: UpgradeReport, look: Look, quiet: boolean): string[] {
  const { paint } = look;
  const head = `${onOneLine(report.path)} → Wazuh ${report.release} (read from ${report.readFrom.join("; ")})`;
  return [
    ...wrap(head, look.width).map(paint.bold),
    ...tableOf(report, quiet, look),
    ...stopOf(report, look),
    ...reasonsOf(report, look),
    ...newcomersOf(report, look),
    ...(quiet
      ? []
      : [
          "",
          paint.bold("On the new manager"),
          ...item(report.place, look),
          ...report.gone.flatMap((text) => item(text, look)),
        ]),
    "",
    ...wrap(`${report.ok ? "✔" : "✘"} ${totalsOf(report)}`, look.width).map(
      report.ok ? paint.green : paint.red,
    ),
  ];
}

function tableOf({ agents, methods }: UpgradeReport, quiet: boolean, { paint }: Look): string[] {
  const listed = quiet ? agents.filter(({ fate }) => fate !== "carried") : agents;
  if (listed.length === 0) return [];
  const rows = listed.map((agent) => [
    onOneLine(agent.id),
    onOneLine(agent.name),
    String(agent.line),
    ...methods.map((method) => cellOf(agent.by[method])),
  ]);
  const titles = ["id", "name", "line", ...methods.map((method) => methodTexts[method]())];
  const widths = titles.map((title, at) =>
    Math.max(...[title, ...rows.map((row) => row[at] ?? "")].map(columnsOf)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell + " ".repeat(Math.max(0, (widths[at] ?? 0) - columnsOf(cell))))
      .join("  ")
      .trimEnd();
  return [
    `  ${paint.dim(line(titles))}`,
    ...rows.map((row, at) => {
      const isCarried = listed[at]?.fate === "carried";
      return isCarried ? `✔ ${line(row)}` : paint.red(`✘ ${line(row)}`);
    }),
  ];
}

function cellOf(fate: ReportedFate | undefined): string {
  if (fate === undefined) return "";
  const reason = fate.reason === undefined ? "" : ` [${fate.reason}]`;
  return `${fateKindTexts[fate.fate]()}${fate.unknown ? " (or not: unknown)" : ""}${reason}`;
}

function stopOf({ exitsAt }: UpgradeReport, look: Look): string[] {
  if (exitsAt === undefined) return [];
  return ["", ...wrap(stopText(exitsAt), look.width).map(look.paint.red)];
}

function reasonsOf(report: UpgradeReport, look: Look): string[] {
  return reasonGroups(report).flatMap(({ reason, why, advice, agents, examples }) => [
    "",
    ...wrap(`[${reason}] ${count(agents.length, "agent")}: ${namesOf(agents)}`, look.width).map(
      look.paint.bold,
    ),
    ...item(why, look),
    ...examples.flatMap(({ method, text }) => item(onOneLine(`${methodTexts[method]()}: ${text}`), look)),
    ...item(`What to do: ${advice}`, look),
  ]);
}

function namesOf(agents: readonly ReportedAgent[]): string {
  const named = agents.slice(0, MOST_NAMED).map(({ id, name }) => onOneLine(`${id} ${name}`));
  const more = agents.length - named.length;
  return `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function newcomersOf({ newcomers }: UpgradeReport, look: Look): string[] {
  if (newcomers.length === 0) return [];
  const places = newcomers.map(
    ({ line, methods }) => `line ${line} (${methods.map((method) => methodTexts[method]()).join(", ")})`,
  );
  const text = `Not agents in 4.x, but agents in 5.x: ${places.join(", ")}. Remove these lines if you do not want this.`;
  return ["", ...wrap(text, look.width).map(look.paint.yellow)];
}

function item(text: string, look: Look): string[] {
  return wrap(text, look.width, { first: "  ", rest: "  " });
}

function totalsOf(report: UpgradeReport): string {
  const { totals, written } = report;
  const removed = totals.removed === 0 ? "" : ` ${count(totals.removed, "removed record")} ignored.`;
  const file =
    written === undefined
      ? ""
      : ` ${onOneLine(written.path)} contains ${count(written.agents, "agent")}; ${written.leftOut} left out.`;
  return `${count(totals.agents, "agent")}: ${fateCountsText(report)}.${removed}${file}`;
}
