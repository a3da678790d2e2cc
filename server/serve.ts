/**
 * The server's wiring: which request goes to which function. The entry points for Node and the browser pass it a
 * connection.
 */

import {
  type Connection,
  DidChangeConfigurationNotification,
  MessageType,
  type ServerCapabilities,
  ShowMessageNotification,
  type TextDocumentIdentifier,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { rewritten, statusOf } from "../core/lint/key-file/index.ts";
import { releaseFor } from "../core/manager/index.ts";
import { say } from "../core/words/index.ts";
import { type Abilities, abilitiesOf } from "./abilities.ts";
import type { About, Ask, AskKeyFile } from "./asking.ts";
import { serveChecks } from "./checks.ts";
import { FIX_ALL, PURGE_REMOVED, SORT_BY_ID } from "./code-actions.ts";
import { completionsOf } from "./completion.ts";
import { CONVERT } from "./config-actions.ts";
import { SOURCE } from "./diagnostics.ts";
import { Documents, keyFilesOf, type OpenFile, type PageOf, type Ports } from "./documents.ts";
import { formattingOf } from "./formatting.ts";
import { speakAs } from "./language.ts";
import { answerRefused } from "./lifecycle.ts";
import { logStoryOf } from "./logs.ts";
import { modeCommands } from "./mode-fixes.ts";
import { highlightsAt, referencesAt } from "./navigation.ts";
import { PositionEncoding } from "./position-encoding.ts";
import { publisher } from "./publish.ts";
import { REMOVE_AGENT } from "./registration-actions.ts";
import { SettingsSource } from "./settings.ts";
import { foldsOf, MOST_SYMBOLS, workspaceSymbolsOf } from "./symbols.ts";
import {
  PREVIEW_REWRITE,
  serveVirtual,
  showVirtual,
  virtualCommands,
  virtualSchemes,
} from "./virtual-documents.ts";

/** The content of a file, in numbers. Its parameters are those of a text document (`uri`). */
const STATUS_METHOD = "keypoll/status";

/**
 * What the registration daemon would write for a file. Its parameters are those of a text document (`uri`), and a
 * `release` if it differs from the settings. The answer names the `version` of the text that it is about.
 */
const REWRITTEN_METHOD = "keypoll/rewritten";

type RewrittenParams = TextDocumentIdentifier & { readonly release?: string };

/** The story of an open log as Markdown. Its parameters are those of a text document (`uri`). */
const STORY_METHOD = "keypoll/logStory";

/** What kind of file a document is. Its parameters are those of a text document (`uri`). */
const KIND_METHOD = "keypoll/kind";

/** The kinds of documents may have changed, so the editor asks again. */
const KINDS_CHANGED_METHOD = "keypoll/kindsChanged";

/** The editor says which scripts are poll scripts for a reason outside their text. The list replaces the last one. */
const CLAIMS_METHOD = "keypoll/claims";

type ClaimsParams = {
  readonly claims: readonly { readonly uri: string; readonly claim: "tested" | "suite" }[];
};

/** Serves one editor over a connection until it disconnects. */
export function serve(connection: Connection, ports: Ports = {}): void {
  const documents = new Documents(ports, (problem) => connection.console.error(problem));
  const open = new TextDocuments<OpenFile>({
    create: (uri, languageId, version, text) => documents.create(uri, languageId, version, text),
    update: (file, changes, version) => documents.update(file, positions.changes(changes, file), version),
  });
  // Answers wait for the settings, so that even the first one is right.
  let configured: Promise<void> = Promise.resolve();
  let positions = new PositionEncoding();
  let client: Abilities | undefined;
  const pageOf: PageOf = ports.pageOf ?? (() => undefined);
  /** Makes the editor show the current state. */
  let show: () => void = () => {};

  connection.onInitialize(async (params) => {
    await speakAs(params, ports.readBundle);
    const source = new SettingsSource(connection, params);
    positions = PositionEncoding.chosenBy(params);
    const can = abilitiesOf(params);
    client = can;
    show = publisher(connection, params, { documents, open, positions });
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
    if (can.virtualDocuments) serveVirtual(connection, open, pageOf);
    return { serverInfo: { name: "keypoll" }, capabilities: capabilities(positions, can) };
  });

  /** Asks about a document of any kind. */
  const ask = async <P extends About, T>(
    params: P,
    answer: (file: OpenFile, params: P) => T | Promise<T>,
  ): Promise<T | null> => {
    await configured;
    const file = open.get(params.textDocument.uri);
    if (file === undefined) return null;
    return positions.sent(await answer(file, positions.received(params, file)), file);
  };
  /** Asks about a list of agents. For documents of another kind there is no answer. */
  const askKeyFile: AskKeyFile = (params, answer) =>
    ask(params, (file, taken) => (file.kind === "key-file" ? answer(file, taken) : null));

  serveChecks(connection, ask, { documents, pageOf, can: () => client });
  connection.onHover((params) => ask(params, (file, { position }) => documents.hover(file, position)));
  connection.onCompletion((params) =>
    ask(params, (file, at) => completionsOf(file, at.position, client?.snippets === true)),
  );
  connection.onDocumentLinks((params) => ask(params, (file) => documents.links(file, open.all())));
  connection.onDefinition((params) =>
    ask(params, (file, { position }) => documents.definition(file, position, open.all())),
  );
  connection.onDocumentSymbol((params) => ask(params, (file) => documents.symbols(file)));
  serveKeyFiles(connection, askKeyFile);
  serveSearch(connection, (query) => {
    const { symbols, cut } = workspaceSymbolsOf(keyFilesOf(open.all()), query);
    const sent = symbols.map((symbol) => {
      const file = open.get(symbol.location.uri);
      return file === undefined ? symbol : positions.sent(symbol, file);
    });
    return { symbols: sent, cut };
  });

  connection.onRequest(STATUS_METHOD, (params: TextDocumentIdentifier) =>
    askKeyFile({ textDocument: params }, async (file) => {
      await file.looking;
      return statusOf(file.model, documents.settings, file.disk);
    }),
  );
  serveKinds(connection, { documents, open }, ask, () => show());
  connection.onRequest(REWRITTEN_METHOD, (params: RewrittenParams) =>
    askKeyFile({ textDocument: params }, ({ model, version }) => ({
      ...rewritten(model, releaseFor(params.release ?? "")),
      version,
    })),
  );

  connection.onExecuteCommand(async ({ command, arguments: [uri] = [] }) => {
    if (typeof uri === "string") await showVirtual(connection, command, uri);
    const file = typeof uri === "string" ? open.get(uri) : undefined;
    if (file === undefined) return;
    await documents.changeMode(file, command);
    show();
  });

  open.onDidSave(async ({ document }) => {
    if (await documents.saved(document)) show();
  });
  open.onDidClose(({ document }) => documents.close(document));
  answerRefused(connection);
  open.listen(connection);
  connection.listen();
}

/** The requests and notifications of our own editor about its documents: their kinds, and the story of a log. */
function serveKinds(
  connection: Connection,
  { documents, open }: { readonly documents: Documents; readonly open: TextDocuments<OpenFile> },
  ask: Ask,
  show: () => void,
): void {
  connection.onRequest(STORY_METHOD, (params: TextDocumentIdentifier) =>
    ask({ textDocument: params }, (file) => (file.kind === "log" ? logStoryOf(file) : null)),
  );
  connection.onRequest(KIND_METHOD, (params: TextDocumentIdentifier) =>
    ask({ textDocument: params }, (file) => documents.kind(file)),
  );
  connection.onNotification(CLAIMS_METHOD, ({ claims }: ClaimsParams) => {
    documents.setClaims(new Map(claims.map(({ uri, claim }) => [uri, claim])));
    show();
  });
  let named = documents.namedScripts;
  /** An `ossec.conf` that is opened, edited or closed can make another file a poll script. */
  const look = ({ document }: { readonly document: OpenFile }): void => {
    if (document.kind !== "config" || documents.namedScripts === named) return;
    named = documents.namedScripts;
    show();
    void connection.sendNotification(KINDS_CHANGED_METHOD);
  };
  open.onDidChangeContent(look);
  open.onDidClose(look);
}

/** What only lists of agents have. */
function serveKeyFiles(connection: Connection, ask: AskKeyFile): void {
  connection.onReferences((params) => ask(params, (file, { position }) => referencesAt(file, position)));
  connection.onDocumentHighlight((params) =>
    ask(params, (file, { position }) => highlightsAt(file, position)),
  );
  connection.onFoldingRanges((params) => ask(params, foldsOf));
  connection.onDocumentFormatting((params) => ask(params, formattingOf));
}

/**
 * Symbols stop at a limit. A user who searches for one is told so, once in a session. An outline is not requested by
 * the user.
 */
function serveSearch(
  connection: Connection,
  search: (query: string) => ReturnType<typeof workspaceSymbolsOf>,
): void {
  const sayCut = onceTeller(
    connection,
    say`Only the first ${MOST_SYMBOLS} agents are listed; search for more of the name.`,
  );
  connection.onWorkspaceSymbol(({ query }) => {
    const { symbols, cut } = search(query);
    if (cut) sayCut();
    return symbols;
  });
}

function onceTeller(connection: Connection, message: string): () => void {
  let told = false;
  return () => {
    // A notification: some editors do not answer a request, and no answer is needed.
    if (!told)
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
    told = true;
  };
}

function capabilities({ kind }: PositionEncoding, can: Abilities): ServerCapabilities {
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
