/** The client of a server that is a process. */

import type { LanguageClientOptions } from "vscode-languageclient";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

/** `module` is the path of the bundled server. */
export function nodeClient(module: string, name: string, options: LanguageClientOptions): LanguageClient {
  const run = { module, transport: TransportKind.ipc };
  // Used while the extension itself is debugged; `.vscode/launch.json` attaches to this port.
  const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } };
  return new LanguageClient("keypoll", name, { run, debug }, options);
}
