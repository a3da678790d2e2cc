/** The server's door for the browser: a worker that speaks by messages. */

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { sessionOrder } from "./lifecycle.ts";
import { serve } from "./serve.ts";

/** Only the extension can read its own files; its parameter is `file`, the name of one in `dist/wasm/`, its result the bytes. */
const WASM_METHOD = "keypoll/wasm";

const connection = createConnection(
  new BrowserMessageReader(globalThis),
  new BrowserMessageWriter(globalThis),
  { messageStrategy: sessionOrder() },
);
serve(connection, {
  scripts: { readWasm: (file) => connection.sendRequest<Uint8Array>(WASM_METHOD, { file }) },
});
