/** Completion: the next free id, `any`, and a key as the manager would generate it. */

import { type CompletionItem, CompletionItemKind, type Position } from "vscode-languageserver";
import { newKey } from "../core/agents/index.ts";
import { nextId } from "../core/lint/key-file/index.ts";
import type { OpenKeyFile } from "./key-files.ts";

interface Proposal {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly detail: string;
  /** Where it is not the label. */
  readonly text?: string;
}

/** What can stand in the field at a place. It takes the place of the whole field: half a key is none. */
export function completionsAt({ model }: OpenKeyFile, { line, character }: Position): CompletionItem[] {
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
    // Editors compare it with what the range holds, and none of that need be like the proposal.
    filterText: given + label,
  }));
}

function proposals(model: OpenKeyFile["model"], field: number): readonly Proposal[] {
  switch (field) {
    case 1:
      return [{ label: nextId(model), kind: CompletionItemKind.Value, detail: "the next free id" }];
    case 3:
      return [
        { label: "any", kind: CompletionItemKind.Keyword, detail: "accept the agent from every address" },
      ];
    case 4:
      return [
        {
          label: "new key",
          kind: CompletionItemKind.Value,
          detail: "64 random hexadecimal digits",
          text: newKey(),
        },
      ];
    default:
      return [];
  }
}
