/** The extension's entry point for hosts without Node: the server is a worker, and no poll script can be run. */

import { commands, type ExtensionContext, Uri, window, workspace } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { say } from "../core/words/index.ts";
import { activateShared } from "./activate.ts";
import { hideKeys } from "./key-file/masking.ts";
import { warnOfLargeFiles } from "./key-file/too-large.ts";
import { Switched } from "./switched.ts";
import { activateTemplates } from "./templates/activate.ts";

// The project is compiled without the DOM library.
declare const Worker: new (url: string) => ConstructorParameters<typeof BrowserMessageReader>[0];

/** The parsers of scripts, which the server requests by name when it needs them. */
const WASM_METHOD = "keypoll/wasm";
const WASM_FILE = /^[a-z-]+\.wasm$/;

let switched: Switched | undefined;

export function activate(context: ExtensionContext): void {
  switched = new Switched(context, start);
  context.subscriptions.push(hideKeys(), switched);
}

function start(context: ExtensionContext): () => Promise<unknown> {
  const server = activateShared(context, (name, options) => {
    const client = new LanguageClient("keypoll", name, () => startWorker(context), options);
    client.onRequest(WASM_METHOD, ({ file }: { file: string }) => {
      if (!WASM_FILE.test(file)) throw new Error(`${file} is not a parser.`);
      return workspace.fs.readFile(Uri.joinPath(context.extensionUri, "dist/wasm", file));
    });
    return Promise.resolve(client);
  });
  context.subscriptions.push(warnOfLargeFiles(undefined));
  activateTemplates(context, undefined);
  context.subscriptions.push(
    commands.registerCommand("keypoll.testRegistrationScript", tellNeedsNode),
    commands.registerCommand("keypoll.startStandIn", tellNeedsNode),
  );
  return () => server.stop();
}

/** A stand-in manager listens on ports, and a browser has none. */
function tellNeedsNode(): void {
  void window.showInformationMessage(
    say`A stand-in manager cannot run in a browser. Open the folder in VS Code on a desktop or over a remote connection, or run keypoll manager in a terminal.`,
  );
}

/**
 * VS Code starts no worker from an extension on another machine, so the text is read and started from here. It is that of
 * the extension itself, which has the server in it.
 */
async function startWorker({ extension, extensionUri }: ExtensionContext): Promise<MessageTransports> {
  const bundle = await workspace.fs.readFile(Uri.joinPath(extensionUri, extension.packageJSON.browser));
  const script = [
    '"use strict";var module={exports:{}};',
    new Uint8Array(bundle),
    "\nmodule.exports.serve();",
  ];
  const url = URL.createObjectURL(new Blob(script, { type: "text/javascript" }));
  const worker = new Worker(url);
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

export async function deactivate(): Promise<void> {
  await switched?.close();
}
