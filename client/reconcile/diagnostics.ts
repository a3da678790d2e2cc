/** Agents that differ from the database, as diagnostics on their lines of client.keys. */

import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Location,
  Range,
  type TextDocument,
  Uri,
} from "vscode";
import { docsPage } from "../../core/lint/rule-page.ts";
import { type AgentResult, agentFacts, byCause, stateText } from "../../core/reconcile/index.ts";
import { numberText, say } from "../../core/words/index.ts";

/** Maximum agents that a shared problem names. */
const MOST_NAMED = 100;

export function diagnosticsOf(document: TextDocument, agents: readonly AgentResult[]): Diagnostic[] {
  const placed = agents.flatMap((agent) => {
    const range = rangeOf(document, agent);
    return range === undefined ? [] : [{ ...agent, range }];
  });
  return groupsOf(placed).map(([agent, ...alike]) => {
    const { state, range, cause } = agent;
    const { title: heading, meaning } = stateText(state);
    const facts = agentFacts(agent);
    const title = facts === "" ? heading : `${heading} (${facts})`;
    const subject =
      alike.length === 0
        ? say`Agent ${nameOf(agent)}: ${title}.`
        : say`${numberText(alike.length + 1)} agents: ${title}.`;
    const more = cause === undefined ? meaning : `${cause.problem} ${cause.advice ?? ""}`.trim();
    const diagnostic = new Diagnostic(range, `${subject} ${more}`, DiagnosticSeverity.Warning);
    diagnostic.source = "keypoll";
    diagnostic.code = { value: state, target: Uri.parse(docsPage("reconcile")) };
    diagnostic.relatedInformation = alike
      .slice(0, MOST_NAMED)
      .map((each) => new DiagnosticRelatedInformation(new Location(document.uri, each.range), nameOf(each)));
    return diagnostic;
  });
}

/** A cause is shown once, on the line of its first agent. A difference is shown on each line. */
function groupsOf<T extends AgentResult>(agents: readonly T[]): readonly (readonly [T, ...T[]])[] {
  return byCause(agents).flatMap((alike) =>
    alike[0].cause === undefined ? alike.map((agent) => [agent] as const) : [alike],
  );
}

function nameOf({ id, name = "" }: AgentResult): string {
  return `${id} ${name}`.trim();
}

/** The range of the agent's id. Undefined if it is no longer there, or if only the database has the agent. */
export function rangeOf(
  document: TextDocument,
  { line, id }: Pick<AgentResult, "line" | "id">,
): Range | undefined {
  if (line === undefined || line > document.lineCount) return undefined;
  const at = line - 1;
  return document.lineAt(at).text.startsWith(`${id} `) ? new Range(at, 0, at, id.length) : undefined;
}
