/** Completion in a configuration. */

import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Position,
} from "vscode-languageserver";
import { offsetOf, rangeOf } from "./config-ranges.ts";
import type { OpenConfig } from "./configs.ts";

const kinds = { element: CompletionItemKind.Property, value: CompletionItemKind.Value } as const;

/** `takesSnippets`: the editor supports snippet syntax. Others get plain text. */
export function configCompletionsAt(
  { model, text }: OpenConfig,
  position: Position,
  takesSnippets: boolean,
): CompletionItem[] {
  if (model === undefined) return [];
  const { lines } = model;
  return model.proposals(offsetOf(lines, position)).map(({ kind, label, help, snippet, start, end }) => ({
    label,
    kind: kinds[kind],
    // The text in the range may begin with <, and the proposal may not.
    filterText: `${text.charAt(start) === "<" ? "<" : ""}${label}`,
    textEdit: {
      range: rangeOf(lines, { start, end }),
      newText: takesSnippets ? snippet : plainText(snippet),
    },
    insertTextMode: InsertTextMode.adjustIndentation,
    ...(takesSnippets && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(help !== undefined && { documentation: { kind: MarkupKind.Markdown, value: help } }),
  }));
}

/** The text of a snippet without its stops. Of a choice, the first value. */
function plainText(snippet: string): string {
  return snippet.replace(/\$\{\d+\|([^,|]*)[^}]*\}|\$\{\d+:?([^}]*)\}|\$\d/g, "$1$2");
}
