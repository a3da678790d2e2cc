/** The requests and notifications beyond the protocol, which only our own extension sends. */

import type { Connection, TextDocumentIdentifier, TextDocuments } from "vscode-languageserver";
import { rewritten, statusOf } from "../core/lint/key-file/index.ts";
import { releaseFor } from "../core/manager/index.ts";
import type { Ask, AskKeyFile } from "./asking.ts";
import type { Documents, OpenFile } from "./documents.ts";
import { logStoryOf } from "./logs.ts";

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

/** The requests about lists of agents. */
export function serveOwnKeyFiles(connection: Connection, documents: Documents, ask: AskKeyFile): void {
  connection.onRequest(STATUS_METHOD, (params: TextDocumentIdentifier) =>
    ask({ textDocument: params }, async (file) => {
      await file.looking;
      return statusOf(file.model, documents.settings, file.disk);
    }),
  );
  connection.onRequest(REWRITTEN_METHOD, (params: RewrittenParams) =>
    ask({ textDocument: params }, ({ model, version }) => ({
      ...rewritten(model, releaseFor(params.release ?? "")),
      version,
    })),
  );
}

/** The requests and notifications about documents of any kind: their kinds, and the summary of a log. */
export function serveOwnDocuments(
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
  const look = (): void => {
    if (documents.namedScripts === named) return;
    named = documents.namedScripts;
    show();
    void connection.sendNotification(KINDS_CHANGED_METHOD);
  };
  open.onDidChangeContent(look);
  open.onDidClose(look);
}
