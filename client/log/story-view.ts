/** The story of a log for the view: sentences in the editor's language around the text of the core. */

import { isProblem } from "../../core/lint/severity.ts";
import { agentName, type Summary } from "../../core/log/index.ts";
import { numberText, said, say } from "../../core/words/index.ts";
import type { CauseView, LogView, LogWords } from "./messages.ts";

/** Maximum agents in the list, the most severe first. Nobody reads more. */
const MOST_AGENTS = 500;

export function viewOf(
  path: string,
  summary: Summary,
  { reading, following }: Pick<LogView, "reading" | "following">,
): LogView {
  const { ok, lines, known, unknown, first, last, causes, agents } = summary;
  const titleOf = new Map<string, string>(causes.map(({ cause, title }) => [cause, title]));
  const concerned = agents.filter(({ severity }) => isProblem(severity));
  const told =
    lines === 1
      ? say`1 line: ${known} explained, ${unknown} unknown.`
      : say`${numberText(lines)} lines: ${numberText(known)} explained, ${numberText(unknown)} unknown.`;
  return {
    path,
    summary: first === undefined ? told : `${told} ${say`From ${first} to ${last ?? first}.`}`,
    ok,
    reading,
    following,
    problems: causes.filter(({ severity }) => isProblem(severity)).map(causeView),
    agents: concerned.slice(0, MOST_AGENTS).map((agent) => ({
      name: agentName(agent),
      happened: agent.causes.map(({ cause, count }) => `${titleOf.get(cause) ?? cause}: ${count}`).join("; "),
      conclusions: agent.conclusions.join(" "),
    })),
    others: causes.filter(({ severity }) => !isProblem(severity)).map(causeView),
  };
}

function causeView({
  severity,
  title,
  meaning,
  advice,
  count,
  agents,
  first,
  last,
  example,
}: Summary["causes"][number]): CauseView {
  const parts = [
    count === 1 ? say`1 line` : say`${numberText(count)} lines`,
    ...(agents === 0 ? [] : [agents === 1 ? say`1 agent` : say`${numberText(agents)} agents`]),
    ...(first === undefined ? [] : [first === last ? first : say`${first} to ${last ?? ""}`]),
  ];
  return { severity, title, amount: parts.join(", "), meaning, advice, example: example.text };
}

export function logWords(): LogWords {
  return {
    stop: say`Stop following`,
    again: say`Follow again`,
    copy: say`Copy report`,
    open: say`Open the log`,
    following: say`Followed: the page grows with the log.`,
    stopped: say`No longer followed.`,
    newProblem: said("New problem: {0}"),
    nothing: say`No line needs attention.`,
    whatToDo: say`What to do`,
    firstLine: say`First line`,
    agents: say`Agents with problems`,
    others: say`What else is known`,
    columns: {
      name: say`Agent`,
      happened: say`What happened`,
      conclusions: say`What it means`,
    },
    severities: {
      error: say`error`,
      warning: say`warning`,
      information: say`information`,
      hint: say`hint`,
    },
  };
}
