/**
 * The server's wiring: which request goes to which function. The entry points for Node and the browser pass it a
 * connection.
 */

import {
  type Connection,
  DidChangeConfigurationNotification,
  MessageType,
  ShowMessageNotification,
  TextDocuments,
} from "vscode-languageserver";
import { say } from "../core/words/index.ts";
import { type Abilities, abilitiesOf } from "./abilities.ts";
import type { About, AskKeyFile } from "./asking.ts";
import { capabilities } from "./capabilities.ts";
import { serveChecks } from "./checks.ts";
import { completionsOf } from "./completion.ts";
import { Documents, keyFilesOf, type OpenFile, type Ports } from "./documents.ts";
import { formattingOf } from "./formatting.ts";
import { hoverOn } from "./hover.ts";
import { useEditorLanguage } from "./language.ts";
import { answerRefused } from "./lifecycle.ts";
import { highlightsAt, referencesAt } from "./navigation.ts";
import { definitionOf, linksOf, outlineOf } from "./navigation-by-kind.ts";
import { serveOwnDocuments, serveOwnKeyFiles } from "./own-requests.ts";
import { PositionEncoding } from "./position-encoding.ts";
import { publisher } from "./publish.ts";
import { SettingsSource } from "./settings.ts";
import { foldsOf, MOST_SYMBOLS, workspaceSymbolsOf } from "./symbols.ts";
import { serveVirtual, showVirtual } from "./virtual-documents.ts";

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
  const { pageOf = () => undefined, findText = () => undefined } = ports;
  /** Makes the editor show the current state. */
  let show: () => void = () => {};

  connection.onInitialize(async (params) => {
    await useEditorLanguage(params, ports.readBundle);
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
  connection.onHover((params) => ask(params, (file, { position }) => hoverOn(file, position)));
  connection.onCompletion((params) =>
    ask(params, (file, at) => completionsOf(file, at.position, client?.snippets === true)),
  );
  connection.onDocumentLinks((params) => ask(params, (file) => linksOf(file, open.all(), findText)));
  connection.onDefinition((params) =>
    ask(params, (file, { position }) => definitionOf(file, position, open.all())),
  );
  connection.onDocumentSymbol((params) => ask(params, (file) => outlineOf(file)));
  serveKeyFiles(connection, askKeyFile);
  serveSearch(connection, (query) => {
    const { symbols, cut } = workspaceSymbolsOf(keyFilesOf(open.all()), query);
    const sent = symbols.map((symbol) => {
      const file = open.get(symbol.location.uri);
      return file === undefined ? symbol : positions.sent(symbol, file);
    });
    return { symbols: sent, cut };
  });

  // Comes first, because the next listeners ask about the documents that are left.
  open.onDidClose(({ document }) => documents.close(document));
  serveOwnKeyFiles(connection, documents, askKeyFile);
  serveOwnDocuments(connection, { documents, open }, ask, () => show());

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
  answerRefused(connection);
  open.listen(connection);
  connection.listen();
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
  const sayCut = sayOnce(
    connection,
    say`Only the first ${MOST_SYMBOLS} agents are listed; search for more of the name.`,
  );
  connection.onWorkspaceSymbol(({ query }) => {
    const { symbols, cut } = search(query);
    if (cut) sayCut();
    return symbols;
  });
}

function sayOnce(connection: Connection, message: string): () => void {
  let told = false;
  return () => {
    // A notification: some editors do not answer a request, and no answer is needed.
    if (!told)
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
    told = true;
  };
}
