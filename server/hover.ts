/** Hovers. */

import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import { hoverOf } from "../core/lint/key-file/index.ts";
import type { OpenKeyFile } from "./key-files.ts";

export function hoverAt(file: OpenKeyFile, { line, character }: Position): Hover | null {
  const hover = hoverOf(file.model, line, character);
  if (hover === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: hover.markdown },
    range: { start: { line, character: hover.start }, end: { line, character: hover.end } },
  };
}
