/** What the editor asks about a place or a whole document, answered by the kind of the document. */

import type { DocumentLink, DocumentSymbol, Hover, Location, Position } from "vscode-languageserver";
import { configHoverAt } from "./config-hover.ts";
import { keyFilesOf, type OpenFile } from "./documents.ts";
import { hoverAt } from "./hover.ts";
import { configLinks, type FindText, keyFileLinks } from "./links.ts";
import { logDefinitionAt, logHoverAt, logLinksOf, logSymbolsOf } from "./logs.ts";
import { definitionAt } from "./navigation.ts";
import { symbolsOf } from "./symbols.ts";

export function hoverOn(file: OpenFile, position: Position): Hover | null {
  switch (file.kind) {
    case "config":
      return configHoverAt(file, position);
    case "log":
      return logHoverAt(file, position);
    case "key-file":
      return hoverAt(file, position);
    case "script":
    case "other":
      return null;
  }
}

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
