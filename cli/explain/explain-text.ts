/** Explanations as text for people. */

import type { ExplainedMessage } from "../../core/lint/explain/index.ts";
import { levelWord } from "../../core/manager/log.ts";
import type { ExplainReport } from "../report/report.ts";
import { type Look, labelled, paintSeverity } from "../terminal/look.ts";
import { onOneLine } from "../terminal/printable.ts";
import { wrap } from "../terminal/wrap.ts";

/** The rule, then each message with its wordings; one empty line between them. */
export function explainText(
  { rule, messages }: ExplainReport,
  page: string | undefined,
  look: Look,
): string[] {
  const blocks: string[][] = [];
  if (rule !== undefined) {
    const colour = paintSeverity(rule.severity, look);
    blocks.push([
      `${look.paint.bold(rule.code)}  ${colour(rule.severity)}  ${look.paint.dim(`about ${rule.about === "client.keys" || rule.about === "ossec.conf" ? rule.about : `${rule.about}s`}`)}`,
      ...wrap(`${rule.title}.`, look.width, { first: "  ", rest: "  " }),
      ...(page === undefined && rule.advice !== undefined ? labelled("what to do", rule.advice, look) : []),
      ...labelled("more", rule.page, look),
    ]);
    if (page !== undefined) blocks.push(pageLines(page, look));
  }
  for (const wordings of grouped(messages)) blocks.push(messageBlock(wordings, look));
  return blocks.flatMap((block, at) => (at === 0 ? block : ["", ...block]));
}

/** The lines of a page: headings stand out, prose is wrapped, tables and examples stay as they are. */
function pageLines(page: string, look: Look): string[] {
  let isExample = false;
  return page.split("\n").flatMap((line) => {
    if (line.startsWith("```")) {
      isExample = !isExample;
      return [];
    }
    if (isExample || /^(?:\||\s|$)/.test(line)) return [line];
    if (line.startsWith("#")) return [look.paint.bold(line.replace(/^#+ /, ""))];
    return wrap(line, look.width);
  });
}

/** The wordings of one message together, from all releases. */
function grouped(messages: readonly ExplainedMessage[]): readonly (readonly ExplainedMessage[])[] {
  return [...new Set(messages.map(({ id }) => id))].map((id) => messages.filter((each) => each.id === id));
}

function messageBlock(wordings: readonly ExplainedMessage[], look: Look): string[] {
  const [first] = wordings;
  if (first === undefined) return [];
  return [
    look.paint.bold(first.id),
    ...wrap(first.meaning, look.width, { first: "  ", rest: "  " }),
    ...wordings.flatMap((wording) => labelled(wording.releases, logText(wording), look)),
    ...first.values.flatMap(({ name, text }) =>
      text === undefined ? [] : labelled(name, onOneLine(text), look),
    ),
    ...labelled("what to do", first.advice, look),
  ];
}

function logText({ level, tag, template, values }: ExplainedMessage): string {
  const silent = level.startsWith("debug") ? " — not written by default" : "";
  return `${tag ?? "any daemon"}: ${levelWord(level)}: ${onOneLine(withNames(template, values))}${silent}`;
}

/** The template with the name of each value in angle brackets. */
function withNames(template: string, values: ExplainedMessage["values"]): string {
  let at = 0;
  return template.replace(/%s/g, () => `<${values[at++]?.name ?? "…"}>`);
}
