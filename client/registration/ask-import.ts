/** Asks for the import string of an agent: hidden while it is typed, and checked immediately. */

import { InputBoxValidationSeverity, window } from "vscode";
import { type ImportedAgent, importAgent } from "../../core/agents/index.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import { keyFingerprint, type Release } from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";
import { shownField } from "./shown-field.ts";

/** Undefined if the box is closed without an answer. */
export async function askForImport(title: string, release: Release): Promise<ImportedAgent | undefined> {
  const text = await window.showInputBox({
    title,
    prompt: say`The string that manage_agents -e shows, or keypoll agent extract`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (given) => remarkOn(given, release),
  });
  const imported = text === undefined ? undefined : importAgent(text, release);
  return imported?.kind === "imported" ? imported : undefined;
}

/** What the string contains, or why it is rejected. */
function remarkOn(text: string, release: Release) {
  const imported = importAgent(text, release);
  if (imported.kind === "refused") return new KeyMask().hide(imported.reason);
  const { id, name, address, key } = imported.entry;
  const fields = [id, name, address.stored].map(shownField).join(" ");
  const message = say`Agent ${fields} (key fingerprint ${keyFingerprint(key)})`;
  return { message, severity: InputBoxValidationSeverity.Info };
}
