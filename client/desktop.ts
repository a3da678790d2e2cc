/** The extension's entry point for hosts with Node: the server is a process, and poll scripts can be run. */

import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { liveFile } from "../core/files/index.ts";
import { endPolling } from "../core/poll/index.ts";
import { activateShared } from "./activate.ts";
import { offerServer } from "./assistant/server.ts";
import { offerTools } from "./assistant/tools.ts";
import { guardLiveSaves } from "./key-file/live-save/guard.ts";
import { hideKeys } from "./key-file/masking.ts";
import { tellOfLargeFiles } from "./key-file/too-large.ts";
import { followLogs } from "./log/follow.ts";
import { activatePolling } from "./poll/activate.ts";
import { ScriptKinds } from "./poll/script-kinds.ts";
import { markUnchecked } from "./poll/unchecked.ts";
import { putFile } from "./put-file.ts";
import { activateReconciliation } from "./reconcile/activate.ts";
import { activateRegistrationTests } from "./registration-script/activate.ts";
import { activateRehearsals } from "./rehearsal/activate.ts";
import type { CreateClient } from "./server/language-server.ts";
import { activateStandIn } from "./stand-in/activate.ts";
import { Switched } from "./switched.ts";
import { offerTasks } from "./tasks/activate.ts";
import { checkOnCommandLine } from "./tasks/check-file.ts";
import { activateTemplates } from "./templates/activate.ts";
import { activateSuites } from "./test-explorer/activate.ts";
import { activateVerdicts } from "./verdict/activate.ts";

let switched: Switched | undefined;

export function activate(context: ExtensionContext): void {
  switched = new Switched(context, start);
  context.subscriptions.push(hideKeys(), switched);
}

function start(context: ExtensionContext): () => Promise<unknown> {
  const module = context.asAbsolutePath("dist/server.mjs");
  const run = { module, transport: TransportKind.ipc };
  // Used while the extension itself is being debugged: `.vscode/launch.json` attaches to this port.
  const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } };
  const createClient: CreateClient = (name, options) =>
    new LanguageClient("keypoll", name, { run, debug }, options);
  const server = activateShared(context, createClient, liveFile);
  context.subscriptions.push(followLogs(context));
  context.subscriptions.push(guardLiveSaves(Uri.joinPath(context.globalStorageUri, "unsaved-texts").fsPath));
  context.subscriptions.push(tellOfLargeFiles(checkOnCommandLine(context)));
  const verdicts = activateVerdicts(context);
  const scripts = new ScriptKinds(server);
  context.subscriptions.push(scripts, markUnchecked(scripts));
  const { bench, testWith } = activatePolling(context, verdicts, scripts);
  activateRegistrationTests(context, bench, scripts);
  activateReconciliation(context, bench, scripts);
  const standIn = activateStandIn(context, scripts);
  activateSuites(context, verdicts, scripts);
  activateRehearsals(context);
  offerTasks(context);
  context.subscriptions.push(offerTools(context), offerServer(context));
  activateTemplates(context, {
    write: (file, bytes, exactMode) => putFile(file, bytes, { backup: false, exactMode }),
    test: testWith,
  });
  return () => Promise.all([server.stop(), standIn.close(), endPolling()]);
}

export async function deactivate(): Promise<void> {
  await switched?.close();
}
