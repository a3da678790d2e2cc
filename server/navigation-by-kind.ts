/** Links, definitions and outlines, by the kind of the document. */

import type { DocumentLink, DocumentSymbol, Location, Position } from "vscode-languageserver";
import { keyFilesOf, type OpenFile } from "./documents.ts";
import { configLinks, type FindText, keyFileLinks } from "./links.ts";
import { logDefinitionAt, logLinksOf, logSymbolsOf } from "./logs.ts";
import { definitionAt } from "./navigation.ts";
import { symbolsOf } from "./symbols.ts";

/** `open` are all documents: a log links to the records of its agents. */
export function linksOf(file: OpenFile, open: readonly OpenFile[], findText: FindText): DocumentLink[] {
  switch (file.kind) {
    case "config":
      return configLinks(file, findText);
    case "log":
      return logLinksOf(file, keyFilesOf(open));
    case "key-file":
      return keyFileLinks(file);
    case "script":
    case "other":
      return [];
  }
}

export function definitionOf(
  file: OpenFile,
  position: Position,
  open: readonly OpenFile[],
): Location[] | null {
  if (file.kind === "log") return logDefinitionAt(file, position, keyFilesOf(open));
  return file.kind === "key-file" ? definitionAt(file, position) : null;
}

export function outlineOf(file: OpenFile): DocumentSymbol[] | null {
  if (file.kind === "log") return logSymbolsOf(file);
  return file.kind === "key-file" ? symbolsOf(file) : null;
}
