/** What the server says that it can do. */

import { type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";
import type { Abilities } from "./abilities.ts";
import { FIX_ALL, PURGE_REMOVED, SORT_BY_ID } from "./code-actions.ts";
import { CONVERT } from "./config-actions.ts";
import { SOURCE } from "./diagnostics.ts";
import { modeCommands } from "./mode-fixes.ts";
import type { PositionEncoding } from "./position-encoding.ts";
import { REMOVE_AGENT } from "./registration-actions.ts";
import { PREVIEW_REWRITE, virtualCommands, virtualSchemes } from "./virtual-documents.ts";

export function capabilities({ kind }: PositionEncoding, can: Abilities): ServerCapabilities {
  return {
    positionEncoding: kind,
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    completionProvider: { triggerCharacters: [" ", "<", ">", '"'] },
    documentLinkProvider: {},
    foldingRangeProvider: true,
    documentFormattingProvider: true,
    codeActionProvider: {
      codeActionKinds: [
        "quickfix",
        CONVERT,
        FIX_ALL,
        PURGE_REMOVED,
        SORT_BY_ID,
        REMOVE_AGENT,
        ...(can.showsVirtual ? [PREVIEW_REWRITE] : []),
      ],
    },
    executeCommandProvider: {
      commands: [...modeCommands, ...(can.showsVirtual ? virtualCommands : [])],
    },
    ...(can.virtualDocuments && { workspace: { textDocumentContent: { schemes: [...virtualSchemes] } } }),
  };
}
