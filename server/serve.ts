/** The server's wiring: which request goes to which function. The doors for Node and the browser hand it a connection. */

import {
  type Connection,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  type InitializeResult,
  type TextDocumentIdentifier,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { rewritten } from "../core/lint/key-file/index.ts";
import { FIX_ALL, PURGE_REMOVED, SORT_BY_ID } from "./code-actions.ts";
import { completionsAt } from "./completion.ts";
import { CONVERT } from "./config-actions.ts";
import { SOURCE } from "./diagnostics.ts";
import { Documents, keyFilesOf, type OpenFile, type Ports } from "./documents.ts";
import { formattingOf } from "./formatting.ts";
import type { OpenKeyFile } from "./key-files.ts";
import { definitionAt, highlightsAt, referencesAt } from "./navigation.ts";
import { publisher } from "./publish.ts";
import { MAKE_EXECUTABLE } from "./scripts.ts";
import { SettingsSource } from "./settings.ts";
import { STATUS_METHOD, statusOf } from "./status.ts";
import { foldsOf, MOST_SYMBOLS, symbolsOf, workspaceSymbolsOf } from "./symbols.ts";

/** What the registration daemon would make of a file; its parameters are those of a text document (`uri`). */
const REWRITTEN_METHOD = "keypoll/rewritten";

/** Serves one editor over a connection until it goes. */
export function serve(connection: Connection, ports: Ports = {}): void {
  const documents = new Documents(ports, (problem) => connection.console.error(problem));
  const open = new TextDocuments<OpenFile>({
    create: (uri, languageId, version, text) => documents.create(uri, languageId, version, text),
    update: (file, changes, version) => documents.update(file, changes, version),
  });
  // Answers wait for the settings, so that the first one is already right.
  let configured: Promise<void> = Promise.resolve();
  /** Makes the editor show what holds now. */
  let show: () => void = () => {};

  connection.onInitialize((params) => {
    const source = new SettingsSource(connection, params);
    show = publisher(connection, params, documents, open);
    const reconfigure = async (): Promise<void> => {
      documents.configure(await source.read(), open.all());
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

  type About = { textDocument: TextDocumentIdentifier };
  /** Asks about a document of any kind. */
  const ask = async <T>(
    { textDocument }: About,
    answer: (file: OpenFile) => T | Promise<T>,
  ): Promise<T | null> => {
    await configured;
    const file = open.get(textDocument.uri);
    return file === undefined ? null : answer(file);
  };
  /** Asks about a list of agents; documents of another kind have nothing to say. */
  const askKeyFile = <T>(params: About, answer: (file: OpenKeyFile) => T): Promise<T | null> =>
    ask(params, (file) => (file.kind === "key-file" ? answer(file) : null));

  connection.languages.diagnostics.on(async (params) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: (await ask(params, (file) => documents.diagnostics(file))) ?? [],
  }));
  connection.onCodeAction((params) => ask(params, (file) => documents.codeActions(file, params)));
  connection.onHover((params) => ask(params, (file) => documents.hover(file, params.position)));

  connection.onDefinition((params) => askKeyFile(params, (file) => definitionAt(file, params.position)));
  connection.onReferences((params) => askKeyFile(params, (file) => referencesAt(file, params.position)));
  connection.onDocumentHighlight((params) =>
    askKeyFile(params, (file) => highlightsAt(file, params.position)),
  );
  connection.onCompletion((params) => askKeyFile(params, (file) => completionsAt(file, params.position)));
  connection.onFoldingRanges((params) => askKeyFile(params, foldsOf));
  connection.onDocumentFormatting((params) => askKeyFile(params, formattingOf));
  serveSymbols(connection, open, askKeyFile);

  const askNow = <T>({ uri }: TextDocumentIdentifier, answer: (file: OpenKeyFile) => T): T | null => {
    const file = open.get(uri);
    return file?.kind === "key-file" ? answer(file) : null;
  };
  connection.onRequest(STATUS_METHOD, (params: TextDocumentIdentifier) =>
    askNow(params, (file) => statusOf(file, documents.settings)),
  );
  connection.onRequest(REWRITTEN_METHOD, (params: TextDocumentIdentifier) =>
    askNow(params, ({ model }) => rewritten(model)),
  );

  connection.onExecuteCommand(async ({ command, arguments: [uri] = [] }) => {
    const file = typeof uri === "string" ? open.get(uri) : undefined;
    if (command !== MAKE_EXECUTABLE || file === undefined) return;
    await documents.makeExecutable(file);
    show();
  });

  open.onDidClose(({ document }) => documents.close(document));
  open.listen(connection);
  connection.listen();
}

type AskKeyFile = <T>(
  params: { textDocument: TextDocumentIdentifier },
  answer: (file: OpenKeyFile) => T,
) => Promise<T | null>;

/** Symbols stop at a limit, and say so once a session. */
function serveSymbols(connection: Connection, open: TextDocuments<OpenFile>, askKeyFile: AskKeyFile): void {
  const sayCut = onceTeller(
    connection,
    `Only the first ${MOST_SYMBOLS} agents are listed; search for more of the name.`,
  );
  const whole = <T>({ symbols, cut }: { symbols: T; cut: boolean }): T => {
    if (cut) sayCut();
    return symbols;
  };
  connection.onDocumentSymbol((params) => askKeyFile(params, (file) => whole(symbolsOf(file))));
  connection.onWorkspaceSymbol(({ query }) => whole(workspaceSymbolsOf(keyFilesOf(open.all()), query)));
}

function onceTeller(connection: Connection, message: string): () => void {
  let told = false;
  return () => {
    if (!told) connection.window.showInformationMessage(message);
    told = true;
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
      codeActionProvider: { codeActionKinds: ["quickfix", CONVERT, FIX_ALL, PURGE_REMOVED, SORT_BY_ID] },
      executeCommandProvider: { commands: [MAKE_EXECUTABLE] },
    },
  };
}
