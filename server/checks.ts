/** Findings and fixes, in the form that the editor supports. */

import { type Connection, type Diagnostic, DocumentDiagnosticReportKind } from "vscode-languageserver";
import type { Abilities } from "./abilities.ts";
import type { Ask } from "./asking.ts";
import type { Documents, OpenFile, PageOf } from "./documents.ts";
import { withMarkup } from "./markup-messages.ts";
import { nameFixesOf } from "./name-fixes.ts";
import { withPlainEdits } from "./plain-edits.ts";
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
