/** Hovers in a configuration. */

import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import { offsetOf, rangeOf } from "./config-ranges.ts";
import type { OpenConfig } from "./configs.ts";

export function configHoverAt({ model }: OpenConfig, position: Position): Hover | null {
  const hover = model?.hover(offsetOf(model.lines, position));
  if (model === undefined || hover === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: hover.markdown },
    range: rangeOf(model.lines, hover),
  };
}
