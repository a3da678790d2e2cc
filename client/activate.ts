/** Everything that both doors do: the server, `client.keys` in the editor, snippets, support. */

import { commands, type ExtensionContext } from "vscode";
import { detectKeyFiles } from "./key-file/detect.ts";
import { hideKeys } from "./key-file/masking.ts";
import { openSample } from "./key-file/sample.ts";
import { showStatus } from "./key-file/status.ts";
import { type CreateClient, LanguageServer } from "./server/language-server.ts";
import { collectReport } from "./support/troubleshooting.ts";
import { insertSnippet } from "./templates/insert-snippet.ts";

/** Starts what needs no process, without waiting for the server. */
export function activateShared(context: ExtensionContext, createClient: CreateClient): LanguageServer {
  const server = new LanguageServer(createClient);
  context.subscriptions.push(
    server,
    detectKeyFiles(),
    hideKeys(),
    showStatus(server),
    commands.registerCommand("keypoll.restartServer", () => server.restart()),
    commands.registerCommand("keypoll.showLog", () => server.log.show()),
    commands.registerCommand("keypoll.openSampleKeyFile", openSample),
    commands.registerCommand("keypoll.insertSnippet", insertSnippet),
    commands.registerCommand("keypoll.collectReport", () => collectReport(context, server)),
  );
  void server.start();
  return server;
}
