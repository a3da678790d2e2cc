/** The minimum that any language server does: receives every message and answers with prepared diagnostics. */

import {
  createConnection,
  type Diagnostic,
  ProposedFeatures,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";

const [count = "0"] = process.argv.slice(2);
const diagnostics: Diagnostic[] = Array.from({ length: Number(count) }, (_, line) => ({
  range: { start: { line, character: 20 }, end: { line, character: 30 } },
  severity: 1,
  source: "keypoll",
  code: "invalid-ip",
  codeDescription: { href: "https://github.com/keypoll/keypoll/blob/main/docs/rules/invalid-ip.md" },
  message: `Every daemon that reads this file exits with "(1237): Invalid ip address: '10.0.0.${line}x'."`,
}));

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
const send = ({ textDocument: { uri } }: { textDocument: { uri: string } }): void => {
  void connection.sendDiagnostics({ uri, diagnostics });
};
connection.onDidOpenTextDocument(send);
connection.onDidChangeTextDocument(send);
connection.listen();
