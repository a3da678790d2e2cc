/** The server's entry point for the browser: a worker that communicates by messages. */

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { sessionOrder } from "./lifecycle.ts";
import { serve } from "./serve.ts";

/**
 * Only the extension can read its own files. The parameter is `file`, the name of a file in `dist/wasm/`; the result is
 * its bytes.
 */
const WASM_METHOD = "keypoll/wasm";

const connection = createConnection(
  new BrowserMessageReader(globalThis),
  new BrowserMessageWriter(globalThis),
  { messageStrategy: sessionOrder() },
);
serve(connection, {
  scripts: { readWasm: (file) => connection.sendRequest<Uint8Array>(WASM_METHOD, { file }) },
});
