/** How diagnostics reach the editor: it asks for them, or the server sends them. */

import type { Connection, InitializeParams, TextDocuments } from "vscode-languageserver";
import type { Documents, OpenFile } from "./documents.ts";
import type { PositionEncoding } from "./position-encoding.ts";

/** What the server sends diagnostics for. */
export interface Published {
  readonly documents: Documents;
  readonly open: TextDocuments<OpenFile>;
  readonly positions: PositionEncoding;
}

/** Sets up what the editor supports. The returned function makes it show the current state. */
export function publisher(
  connection: Connection,
  params: InitializeParams,
  published: Published,
): () => void {
  return params.capabilities.textDocument?.diagnostic === undefined
    ? pusher(connection, published)
    : refresher(connection, params);
}

/** For editors that ask: makes them ask again. */
function refresher(connection: Connection, params: InitializeParams): () => void {
  const supported = params.capabilities.workspace?.diagnostics?.refreshSupport === true;
  const refresh = (): Promise<void> =>
    connection.languages.diagnostics
      .refresh()
      .catch((error: unknown) =>
        connection.console.error(`Diagnostics were not asked for: ${String(error)}`),
      );
  return () => {
    if (supported) void refresh();
  };
}

/**
 * For editors that only listen: sends diagnostics on every change. The returned function sends those of all open files.
 */
function pusher(connection: Connection, { documents, open, positions }: Published): () => void {
  const push = async (file: OpenFile): Promise<void> => {
    const { uri, version } = file;
    const diagnostics = await documents.diagnostics(file);
    // A newer text has its own diagnostics, and a closed one has none.
    if (open.get(uri) === file && file.version === version) {
      await connection.sendDiagnostics({ uri, version, diagnostics: positions.sent(diagnostics, file) });
    }
  };
  open.onDidChangeContent(({ document }) => void push(document));
  open.onDidClose(({ document }) => {
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  return () => {
    for (const file of open.all()) void push(file);
  };
}
