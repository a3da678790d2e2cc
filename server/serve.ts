/** The server's wiring: which request goes to which function. The doors for Node and the browser hand it a connection. */

import {
  type Connection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { codeActionsOf, FIX_ALL } from "./code-actions.ts";
import { diagnosticsOf, SOURCE } from "./diagnostics.ts";
import { KeyFiles, type OpenKeyFile } from "./key-files.ts";
import { SettingsSource } from "./settings.ts";

/** Serves one editor over a connection until it goes. */
export function serve(connection: Connection): void {
  const keyFiles = new KeyFiles();
  const documents = new TextDocuments<OpenKeyFile>({
    create: (uri, languageId, version, text) => keyFiles.create(uri, languageId, version, text),
    update: (file, changes, version) => keyFiles.update(file, changes, version),
  });
  let start: InitializeParams | undefined;

  connection.onInitialize((params) => {
    start = params;
    return capabilities();
  });

  connection.onInitialized(async () => {
    if (start === undefined) return;
    const source = new SettingsSource(connection, start);
    const pulls = start.capabilities.textDocument?.diagnostic !== undefined;
    const reconfigure = async (): Promise<void> => {
      keyFiles.configure(await source.read(), documents.all());
      if (pulls && start?.capabilities.workspace?.diagnostics?.refreshSupport)
        connection.languages.diagnostics.refresh();
      else if (!pulls) for (const file of documents.all()) push(file);
    };
    const push = (file: OpenKeyFile): void => {
      const diagnostics = diagnosticsOf(file, keyFiles.settings);
      void connection.sendDiagnostics({ uri: file.uri, version: file.version, diagnostics });
    };
    connection.onDidChangeConfiguration(async ({ settings }) => {
      source.push(settings);
      await reconfigure();
    });
    if (start.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: "keypoll" });
    }
    if (!pulls) {
      documents.onDidChangeContent(({ document }) => push(document));
      documents.onDidClose(({ document }) => {
        void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
      });
    }
    await reconfigure();
  });

  connection.languages.diagnostics.on(({ textDocument }) => {
    const file = documents.get(textDocument.uri);
    const items = file === undefined ? [] : diagnosticsOf(file, keyFiles.settings);
    return { kind: DocumentDiagnosticReportKind.Full, items };
  });

  connection.onCodeAction((params) => {
    const file = documents.get(params.textDocument.uri);
    return file === undefined ? [] : codeActionsOf(file, params);
  });

  documents.listen(connection);
  connection.listen();
}

function capabilities(): InitializeResult {
  return {
    serverInfo: { name: "keypoll" },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false },
      codeActionProvider: { codeActionKinds: ["quickfix", FIX_ALL] },
    },
  };
}
