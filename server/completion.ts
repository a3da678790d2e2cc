/**
 * Completion: in a configuration, what its release accepts; in a list of agents, the next free id, `any`, and a key as
 * the manager would generate it.
 */

import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Position,
} from "vscode-languageserver";
import { newKey } from "../core/agents/index.ts";
import { nextId } from "../core/lint/key-file/index.ts";
import { say } from "../core/words/index.ts";
import { offsetOf, rangeOf } from "./config-ranges.ts";
import type { OpenConfig } from "./configs.ts";
import type { OpenFile } from "./documents.ts";
import type { OpenKeyFile } from "./key-files.ts";

const kinds = { element: CompletionItemKind.Property, value: CompletionItemKind.Value } as const;

/** `takesSnippets`: the editor supports snippet syntax. Others get plain text. */
function configCompletionsAt(
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
    filterText: `${text.slice(start, end).startsWith("<") ? "<" : ""}${label}`,
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

interface Proposal {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly detail: string;
  /** Set if it differs from the label. */
  readonly text?: string;
}

/** What can be written at a place. `takesSnippets`: the editor supports snippet syntax. */
export function completionsOf(
  file: OpenFile,
  position: Position,
  takesSnippets: boolean,
): CompletionItem[] | null {
  if (file.kind === "config") return configCompletionsAt(file, position, takesSnippets);
  return file.kind === "key-file" ? completionsAt(file, position) : null;
}

/** What can be in the field at a place. It replaces the whole field, because half a key is not a key. */
function completionsAt({ model }: OpenKeyFile, { line, character }: Position): CompletionItem[] {
  const text = model.lineText(line);
  const before = text.slice(0, character);
  if (/^[# ]/.test(before)) return [];
  const fields = before.split(" ");
  const given = fields.at(-1) ?? "";
  const rest = (fields.length === 4 ? /^.*?(?=\s*$)/ : /^\S*/).exec(text.slice(character))?.[0] ?? "";
  const range = {
    start: { line, character: character - given.length },
    end: { line, character: character + rest.length },
  };
  return proposals(model, fields.length).map(({ label, kind, detail, text: newText = label }) => ({
    label,
    kind,
    detail,
    textEdit: { range, newText },
    // Editors compare this with the text in the range, which may look nothing like the proposal.
    filterText: given + label,
  }));
}

function proposals(model: OpenKeyFile["model"], field: number): readonly Proposal[] {
  switch (field) {
    case 1:
      return [{ label: nextId(model), kind: CompletionItemKind.Value, detail: say`the next free id` }];
    case 3:
      return [
        { label: "any", kind: CompletionItemKind.Keyword, detail: say`accept the agent from every address` },
      ];
    case 4:
      return [
        {
          label: say`new key`,
          kind: CompletionItemKind.Value,
          detail: say`64 random hexadecimal digits`,
          text: newKey(),
        },
      ];
    default:
      return [];
  }
}
