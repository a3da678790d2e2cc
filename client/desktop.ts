/** The extension's entry point for hosts with Node: the server is a process, and poll scripts can be run. */

import { type ExtensionContext, Uri, window } from "vscode";
import { liveFile } from "../core/files/index.ts";
import { activateShared } from "./activate.ts";
import { offerServer } from "./assistant/server.ts";
import { offerTools } from "./assistant/tools.ts";
import { guardLiveSaves } from "./key-file/live-save/guard.ts";
import { hideKeys } from "./key-file/masking.ts";
import { warnOfLargeFiles } from "./key-file/too-large.ts";
import type { Scripts } from "./scripts.ts";
import { whenScripts } from "./scripts-here.ts";
import type { CreateClient, LanguageServer } from "./server/language-server.ts";
import { OnDemand } from "./support/on-demand.ts";
import { Switched } from "./switched.ts";
import { offerTasks } from "./tasks/activate.ts";
import { checkOnCommandLine } from "./tasks/check-file.ts";
import { restoredPanels } from "./webview/restored.ts";

/** The commands that `scripts.ts` registers. */
const scriptCommands = [
  "keypoll.changeRegistrationCall",
  "keypoll.changeSamples",
  "keypoll.copyDifference",
  "keypoll.createSuite",
  "keypoll.debugSuite",
  "keypoll.enrolAtStandIn",
  "keypoll.insertSnippet",
  "keypoll.knockAtStandIn",
  "keypoll.newPollScript",
  "keypoll.openStandInFiles",
  "keypoll.reconcile",
  "keypoll.rehearse",
  "keypoll.resetStandIn",
  "keypoll.restartStandIn",
  "keypoll.runSuite",
  "keypoll.showReport",
  "keypoll.showSampleVerdict",
  "keypoll.showVerdict",
  "keypoll.startStandIn",
  "keypoll.stopStandIn",
  "keypoll.takeAsExpected",
  "keypoll.testOtherwise",
  "keypoll.testPollScript",
  "keypoll.testRegistrationScript",
];

let switched: Switched | undefined;

export function activate(context: ExtensionContext): void {
  switched = new Switched(context, start);
  context.subscriptions.push(hideKeys(), switched);
}

function start(context: ExtensionContext): () => Promise<unknown> {
  const module = context.asAbsolutePath("dist/server.mjs");
  const createClient: CreateClient = async (name, options) =>
    (await import("./server/node-client.ts")).nodeClient(module, name, options);
  const server = activateShared(context, createClient, liveFile);
  context.subscriptions.push(
    followLogs(context),
    guardLiveSaves(Uri.joinPath(context.globalStorageUri, "unsaved-texts").fsPath),
    warnOfLargeFiles(checkOnCommandLine(context)),
    offerTools(),
    offerServer(context),
  );
  offerTasks(context);
  const scripts = scriptsOnDemand(context, server);
  return async () => {
    await Promise.all([server.stop(), scripts.started?.then(({ end }) => end())]);
  };
}

function followLogs(context: ExtensionContext): OnDemand<void> {
  return new OnDemand(["keypoll.followLog"], async () => {
    const { followLogs } = await import("./log/follow.ts");
    return () => void context.subscriptions.push(followLogs(context));
  });
}

function scriptsOnDemand(context: ExtensionContext, server: LanguageServer): OnDemand<Scripts> {
  const scripts = new OnDemand(scriptCommands, async () => {
    const { activateScripts } = await import("./scripts.ts");
    return () => activateScripts(context, server);
  });
  const start = (): void => void scripts.start();
  context.subscriptions.push(scripts, whenScripts(context, start));
  for (const kind of restoredPanels) {
    context.subscriptions.push(
      window.registerWebviewPanelSerializer(kind, {
        deserializeWebviewPanel: async (panel, state) => {
          const { restore } = await scripts.start();
          await restore[kind](panel, state);
        },
      }),
    );
  }
  return scripts;
}

export async function deactivate(): Promise<void> {
  await switched?.close();
}
