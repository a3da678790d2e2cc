/** Completion: the next free id, `any`, and a key as the manager would generate it. */

import { type CompletionItem, CompletionItemKind, type Position } from "vscode-languageserver";
import { nextId } from "../core/lint/key-file/index.ts";
import { newKey } from "../core/manager/index.ts";
import type { OpenKeyFile } from "./key-files.ts";

export function completionsAt(file: OpenKeyFile, { line, character }: Position): CompletionItem[] {
  const before = file.model.lineText(line).slice(0, character);
  switch (before.split(" ").length) {
    case 1: {
      const label = nextId(file.model);
      return [
        {
          label,
          kind: CompletionItemKind.Value,
          detail: "the next free id",
          filterText: `${before}${label}`,
        },
      ];
    }
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
          insertText: newKey(),
          filterText: `${before.slice(before.lastIndexOf(" ") + 1)}new key`,
        },
      ];
    default:
      return [];
  }
}
