/** The story of a log for the view: sentences in the editor's language around the text of the core. */

import { l10n } from "vscode";
import { isProblem } from "../../core/lint/severity.ts";
import { agentName, type Summary } from "../../core/log/index.ts";
import { numberText } from "../../core/words/index.ts";
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
  const told = l10n.t(
    "{0} lines: {1} explained, {2} unknown.",
    numberText(lines),
    numberText(known),
    numberText(unknown),
  );
  return {
    path,
    summary: first === undefined ? told : `${told} ${l10n.t("From {0} to {1}.", first, last ?? first)}`,
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
    count === 1 ? l10n.t("1 line") : l10n.t("{0} lines", numberText(count)),
    ...(agents === 0 ? [] : [agents === 1 ? l10n.t("1 agent") : l10n.t("{0} agents", numberText(agents))]),
    ...(first === undefined ? [] : [first === last ? first : l10n.t("{0} to {1}", first, last ?? "")]),
  ];
  return { severity, title, amount: parts.join(", "), meaning, advice, example: example.text };
}

export function logWords(): LogWords {
  return {
    stop: l10n.t("Stop following"),
    again: l10n.t("Follow again"),
    copy: l10n.t("Copy report"),
    open: l10n.t("Open the log"),
    following: l10n.t("Followed: the page grows with the log."),
    stopped: l10n.t("No longer followed."),
    newProblem: l10n.t("New problem: {0}"),
    nothing: l10n.t("No line needs attention."),
    whatToDo: l10n.t("What to do"),
    firstLine: l10n.t("First line"),
    agents: l10n.t("Agents with problems"),
    others: l10n.t("What else is known"),
    columns: {
      name: l10n.t("Agent"),
      happened: l10n.t("What happened"),
      conclusions: l10n.t("What it means"),
    },
    severities: {
      error: l10n.t("error"),
      warning: l10n.t("warning"),
      information: l10n.t("information"),
      hint: l10n.t("hint"),
    },
  };
}
