/** The server's entry point for Node: IPC under an editor, or the streams that the arguments name (`--stdio`). */

import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { sessionOrder } from "./lifecycle.ts";
import { findPrograms, findText, nodeKeyFiles, nodeScripts, pageOf, readBundle } from "./node-ports.ts";
import { serve } from "./serve.ts";

// No client is left to answer. Without this listener the process also ends, but with a stack trace.
if (process.argv.includes("--stdio")) process.stdout.on("error", () => process.exit(1));

serve(createConnection(ProposedFeatures.all, { messageStrategy: sessionOrder() }), {
  findPrograms,
  findText,
  keyFiles: nodeKeyFiles,
  pageOf,
  scripts: nodeScripts,
  readBundle,
});
