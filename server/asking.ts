/** How a request about a document gets its answer: with the settings, and with positions as the editor counts them. */

import type { TextDocumentIdentifier } from "vscode-languageserver";
import type { OpenFile } from "./documents.ts";
import type { OpenKeyFile } from "./key-files.ts";

export type About = { textDocument: TextDocumentIdentifier };

export type AskKeyFile = <P extends About, T>(
  params: P,
  answer: (file: OpenKeyFile, params: P) => T,
) => Promise<T | null>;

export type Ask = <P extends About, T>(
  params: P,
  answer: (file: OpenFile, params: P) => T | Promise<T>,
) => Promise<T | null>;
