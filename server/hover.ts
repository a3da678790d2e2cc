/** Hovers, by the kind of the document. */

import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import { hoverOf } from "../core/lint/key-file/index.ts";
import { offsetOf, rangeOf } from "./config-ranges.ts";
import type { OpenConfig } from "./configs.ts";
import type { OpenFile } from "./documents.ts";
import type { OpenKeyFile } from "./key-files.ts";
import { logHoverAt } from "./logs.ts";

export function hoverOn(file: OpenFile, position: Position): Hover | null {
  switch (file.kind) {
    case "config":
      return configHoverAt(file, position);
    case "log":
      return logHoverAt(file, position);
    case "key-file":
      return keyFileHoverAt(file, position);
    case "script":
    case "other":
      return null;
  }
}

function keyFileHoverAt({ model }: OpenKeyFile, { line, character }: Position): Hover | null {
  const hover = hoverOf(model, line, character);
  if (hover === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: hover.markdown },
    range: { start: { line, character: hover.start }, end: { line, character: hover.end } },
  };
}

function configHoverAt({ model }: OpenConfig, position: Position): Hover | null {
  const hover = model?.hover(offsetOf(model.lines, position));
  if (model === undefined || hover === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: hover.markdown },
    range: rangeOf(model.lines, hover),
  };
}
