/** Agents that are not as in the database, as diagnostics on their lines of client.keys. */

import { Diagnostic, DiagnosticSeverity, l10n, Range, type TextDocument, Uri } from "vscode";
import { docsPage } from "../../core/lint/rule-page.ts";
import { type AgentResult, agentFacts, states } from "../../core/reconcile/index.ts";
import { stateTitles } from "./words.ts";

export function diagnosticsOf(document: TextDocument, agents: readonly AgentResult[]): Diagnostic[] {
  const titles = stateTitles();
  return agents.flatMap((agent) => {
    const range = rangeOf(document, agent);
    if (range === undefined) return [];
    const { state, id, name = "" } = agent;
    const facts = agentFacts(agent);
    const title = facts === "" ? titles[state] : `${titles[state]} (${facts})`;
    const diagnostic = new Diagnostic(
      range,
      `${l10n.t("Agent {0}: {1}.", `${id} ${name}`.trim(), title)} ${states[state].meaning}`,
      DiagnosticSeverity.Warning,
    );
    diagnostic.source = "keypoll";
    diagnostic.code = { value: state, target: Uri.parse(docsPage("reconcile")) };
    return [diagnostic];
  });
}

/** Where the agent's id stands; undefined where it does not stand there any more, or only the database has it. */
export function rangeOf(
  document: TextDocument,
  { line, id }: Pick<AgentResult, "line" | "id">,
): Range | undefined {
  if (line === undefined || line > document.lineCount) return undefined;
  const at = line - 1;
  return document.lineAt(at).text.startsWith(`${id} `) ? new Range(at, 0, at, id.length) : undefined;
}
