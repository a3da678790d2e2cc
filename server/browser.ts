/** The server's door for the browser: a worker that speaks by messages. */

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { serve } from "./serve.ts";

serve(createConnection(new BrowserMessageReader(globalThis), new BrowserMessageWriter(globalThis)));
