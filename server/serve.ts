/** The server's wiring: which request goes to which function. The doors for Node and the browser hand it a connection. */

import {
  type Connection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  type TextDocumentIdentifier,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { rewritten } from "../core/lint/key-file/index.ts";
import { codeActionsOf, FIX_ALL, PURGE_REMOVED, SORT_BY_ID } from "./code-actions.ts";
import { completionsAt } from "./completion.ts";
import { diagnosticsOf, SOURCE } from "./diagnostics.ts";
import { formattingOf } from "./formatting.ts";
import { hoverAt } from "./hover.ts";
import { KeyFiles, type OpenKeyFile } from "./key-files.ts";
import { definitionAt, highlightsAt, referencesAt } from "./navigation.ts";
import { SettingsSource } from "./settings.ts";
import { STATUS_METHOD, statusOf } from "./status.ts";
import { foldsOf, MOST_SYMBOLS, symbolsOf, workspaceSymbolsOf } from "./symbols.ts";

/** What the registration daemon would make of a file; its parameters are those of a text document (`uri`). */
const REWRITTEN_METHOD = "keypoll/rewritten";

/** Serves one editor over a connection until it goes. */
export function serve(connection: Connection): void {
  const keyFiles = new KeyFiles();
  const documents = new TextDocuments<OpenKeyFile>({
    create: (uri, languageId, version, text) => keyFiles.create(uri, languageId, version, text),
    update: (file, changes, version) => keyFiles.update(file, changes, version),
  });
  // Answers wait for the settings, so that the first one is already right.
  let configured: Promise<void> = Promise.resolve();

  connection.onInitialize((params) => {
    const source = new SettingsSource(connection, params);
    const show = pulls(params) ? refresher(connection, params) : pusher(connection, keyFiles, documents);
    const reconfigure = async (): Promise<void> => {
      keyFiles.configure(await source.read(), documents.all());
      show();
    };
    connection.onInitialized(async () => {
      configured = reconfigure();
      if (params.capabilities.workspace?.didChangeConfiguration?.dynamicRegistration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: "keypoll" });
      }
    });
    connection.onDidChangeConfiguration(({ settings }) => {
      source.push(settings);
      configured = reconfigure();
    });
    return capabilities();
  });

  connection.languages.diagnostics.on(async ({ textDocument }) => {
    await configured;
    const file = documents.get(textDocument.uri);
    const items = file === undefined ? [] : diagnosticsOf(file, keyFiles.settings);
    return { kind: DocumentDiagnosticReportKind.Full, items };
  });

  const ask = async <T>(
    { textDocument }: { textDocument: { uri: string } },
    answer: (file: OpenKeyFile) => T,
  ): Promise<T | null> => {
    await configured;
    const file = documents.get(textDocument.uri);
    return file === undefined ? null : answer(file);
  };
  /** Tells once a session that an answer is not whole. */
  const sayCut = onceTeller(
    connection,
    `Only the first ${MOST_SYMBOLS} agents are listed; search for more of the name.`,
  );

  connection.onCodeAction((params) => ask(params, (file) => codeActionsOf(file, params)));
  connection.onHover((params) => ask(params, (file) => hoverAt(file, params.position)));
  connection.onDefinition((params) => ask(params, (file) => definitionAt(file, params.position)));
  connection.onReferences((params) => ask(params, (file) => referencesAt(file, params.position)));
  connection.onDocumentHighlight((params) => ask(params, (file) => highlightsAt(file, params.position)));
  connection.onCompletion((params) => ask(params, (file) => completionsAt(file, params.position)));
  connection.onFoldingRanges((params) => ask(params, foldsOf));
  connection.onDocumentFormatting((params) => ask(params, formattingOf));
  connection.onDocumentSymbol((params) =>
    ask(params, (file) => {
      const { symbols, cut } = symbolsOf(file);
      if (cut) sayCut();
      return symbols;
    }),
  );
  connection.onWorkspaceSymbol(({ query }) => {
    const { symbols, cut } = workspaceSymbolsOf(documents.all(), query);
    if (cut) sayCut();
    return symbols;
  });

  connection.onRequest(STATUS_METHOD, ({ uri }: TextDocumentIdentifier) => {
    const file = documents.get(uri);
    return file === undefined ? null : statusOf(file, keyFiles.settings);
  });

  connection.onRequest(REWRITTEN_METHOD, ({ uri }: TextDocumentIdentifier) => {
    const file = documents.get(uri);
    return file === undefined ? null : rewritten(file.model);
  });

  documents.listen(connection);
  connection.listen();
}

function onceTeller(connection: Connection, message: string): () => void {
  let told = false;
  return () => {
    if (!told) connection.window.showInformationMessage(message);
    told = true;
  };
}

function pulls(params: InitializeParams): boolean {
  return params.capabilities.textDocument?.diagnostic !== undefined;
}

/** For editors that ask: makes them ask again. */
function refresher(connection: Connection, params: InitializeParams): () => void {
  const supported = params.capabilities.workspace?.diagnostics?.refreshSupport === true;
  return () => {
    if (supported) connection.languages.diagnostics.refresh();
  };
}

/** For editors that only listen: sends diagnostics on every change; the function sends those of all open files. */
function pusher(
  connection: Connection,
  keyFiles: KeyFiles,
  documents: TextDocuments<OpenKeyFile>,
): () => void {
  const push = (file: OpenKeyFile): void => {
    const diagnostics = diagnosticsOf(file, keyFiles.settings);
    void connection.sendDiagnostics({ uri: file.uri, version: file.version, diagnostics });
  };
  documents.onDidChangeContent(({ document }) => push(document));
  documents.onDidClose(({ document }) => {
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  return () => {
    for (const file of documents.all()) push(file);
  };
}

function capabilities(): InitializeResult {
  return {
    serverInfo: { name: "keypoll" },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      diagnosticProvider: { identifier: SOURCE, interFileDependencies: false, workspaceDiagnostics: false },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      documentSymbolProvider: true,
      workspaceSymbolProvider: true,
      completionProvider: { triggerCharacters: [" "] },
      foldingRangeProvider: true,
      documentFormattingProvider: true,
      codeActionProvider: { codeActionKinds: ["quickfix", FIX_ALL, PURGE_REMOVED, SORT_BY_ID] },
    },
  };
}
