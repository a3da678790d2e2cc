/** Findings and fixes, in the form that the editor supports. */

import {
  type CodeAction,
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  MarkupKind,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { codeSpan, escapedMarkdown } from "../core/lint/markdown.ts";
import type { Abilities } from "./abilities.ts";
import type { Ask } from "./asking.ts";
import type { Documents, OpenFile, PageOf } from "./documents.ts";
import { nameFixesOf } from "./name-fixes.ts";
import { virtualActions } from "./virtual-documents.ts";

interface Checks {
  readonly documents: Documents;
  readonly pageOf: PageOf;
  readonly can: () => Abilities | undefined;
}

export function serveChecks(connection: Connection, ask: Ask, { documents, pageOf, can }: Checks): void {
  const diagnosticsOf = async (file: OpenFile): Promise<Diagnostic[]> => {
    const diagnostics = await documents.diagnostics(file);
    return can()?.markup === true ? withMarkup(diagnostics) : diagnostics;
  };
  connection.languages.diagnostics.on(async (params) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: (await ask(params, diagnosticsOf)) ?? [],
  }));
  connection.onCodeAction(async (params) => {
    const { snippetEdits = false, showsVirtual = false, versions = true } = can() ?? {};
    const actions = await ask(params, async (file, taken) => [
      ...(await documents.codeActions(file, taken)),
      ...(snippetEdits && file.kind === "key-file" ? nameFixesOf(file, taken.context) : []),
      ...(showsVirtual ? virtualActions(file, taken.context, pageOf) : []),
    ]);
    return versions ? actions : withPlainEdits(actions ?? []);
  });
}

/** Messages as Markdown, for editors that support it: with a link to the page of the rule. */
function withMarkup(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { message, code, codeDescription } = diagnostic;
    if (typeof message !== "string") return diagnostic;
    const link =
      codeDescription === undefined ? "" : `\n\n[${codeSpan(String(code))}](${codeDescription.href})`;
    const value = `${escapedMarkdown(message)}${link}`;
    return { ...diagnostic, message: { kind: MarkupKind.Markdown, value } };
  });
}

/** The same actions, with edits that only have the document's URI. */
function withPlainEdits(actions: readonly CodeAction[]): CodeAction[] {
  return actions.map((action) =>
    action.edit === undefined ? action : { ...action, edit: plain(action.edit) },
  );
}

function plain({ documentChanges = [] }: WorkspaceEdit): WorkspaceEdit {
  const changes: NonNullable<WorkspaceEdit["changes"]> = {};
  for (const change of documentChanges) {
    if (!("edits" in change)) continue;
    const edits = change.edits.filter((edit) => "newText" in edit);
    changes[change.textDocument.uri] = [...(changes[change.textDocument.uri] ?? []), ...edits];
  }
  return { changes };
}
