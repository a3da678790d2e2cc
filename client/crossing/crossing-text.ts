/** The crossing of a file in Markdown: a table of the agents, the reasons, and what else the new manager needs. */

import {
  type CrossingReport,
  fateCountsText,
  fateKindTexts,
  methodTexts,
  type ReportedAgent,
  type ReportedFate,
  reasonGroups,
  stopText,
} from "../../core/lint/crossing/index.ts";
import { codeSpan, escapedMarkdown, tableCell } from "../../core/lint/markdown.ts";
import { say } from "../../core/words/index.ts";

/** Maximum agents in the table, and in a reason. */
const MOST_ROWS = 1000;
const MOST_NAMED = 5;

export function crossingText(report: CrossingReport, file: string): string {
  const { release, readFrom, totals, exitsAt, newcomers } = report;
  const parts = [
    `# ${say`${escapedMarkdown(file)} on its way to Wazuh ${release}`}`,
    `**${totals.agents === 1 ? say`1 agent: ${fateCountsText(report)}.` : say`${totals.agents} agents: ${fateCountsText(report)}.`}** ${say`Read from ${escapedMarkdown(readFrom.join("; "))}.`}`,
    ...(exitsAt === undefined ? [] : [`**${stopText(exitsAt)}**`]),
    tableOf(report),
    ...reasonsOf(report),
    ...(newcomers.length === 0
      ? []
      : [
          say`Not agents in 4.x, but agents in 5.x: ${newcomers.map(({ line }) => say`line ${line}`).join(", ")}. Remove these lines if you do not want this.`,
        ]),
    `## ${say`On the new manager`}`,
    [report.place, ...report.gone].map((text) => `- ${escapedMarkdown(text)}`).join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Agents that do not carry over come first, so that the limit cuts them last. */
function tableOf({ agents, methods }: CrossingReport): string {
  const order = [
    ...agents.filter(({ fate }) => fate !== "carried"),
    ...agents.filter(({ fate }) => fate === "carried"),
  ];
  const listed = order.slice(0, MOST_ROWS);
  const titles = [say`id`, say`name`, say`line`, ...methods.map((method) => methodTexts[method]())];
  const rows = listed.map(({ id, name, line, by }) => [
    tableCell(id),
    tableCell(name),
    String(line),
    ...methods.map((method) => cellOf(by[method])),
  ]);
  const table = [titles, titles.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const more = agents.length - listed.length;
  return [...table, ...(more === 0 ? [] : ["", say`${more} more agents; keypoll upgrade lists all.`])].join(
    "\n",
  );
}

function cellOf(fate: ReportedFate | undefined): string {
  if (fate === undefined) return "";
  const name = fateKindTexts[fate.fate]();
  const unknown = fate.unknown ? ` (${say`or not (unknown)`})` : "";
  const mark = fate.fate === "carried" ? "✔" : "✘";
  return `${mark} ${name}${unknown}${fate.reason === undefined ? "" : ` ${codeSpan(fate.reason)}`}`;
}

function reasonsOf(report: CrossingReport): readonly string[] {
  return reasonGroups(report).map(({ reason, why, advice, agents, examples }) =>
    [
      `### ${codeSpan(reason)} · ${namesOf(agents)}`,
      escapedMarkdown(why),
      examples.map(({ method, text }) => `- ${methodTexts[method]()}: ${escapedMarkdown(text)}`).join("\n"),
      `**${say`What to do`}**: ${escapedMarkdown(advice)}`,
    ].join("\n\n"),
  );
}

function namesOf(agents: readonly ReportedAgent[]): string {
  const named = agents.slice(0, MOST_NAMED).map(({ id, name }) => escapedMarkdown(`${id} ${name}`));
  const more = agents.length - named.length;
  return [...named, ...(more > 0 ? [say`${more} more`] : [])].join(", ");
}
