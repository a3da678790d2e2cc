/**
 * Compares a file with the text that was kept of it. Both have the language of key files, so keys are hidden in both.
 */

import { commands, type Uri } from "vscode";
import { say } from "../../../core/words/index.ts";
import { derivedUri, type Make } from "../derived.ts";

/** The texts that were compared in this window. The address of a document must not contain a key. */
const compared: string[] = [];

export async function compareWithKept(source: Uri, name: string, text: string): Promise<void> {
  const known = compared.indexOf(text);
  const number = known < 0 ? compared.push(text) - 1 : known;
  const kept = derivedUri("kept", "client.keys", source, { number: String(number) });
  await commands.executeCommand("vscode.diff", source, kept, say`${name} ↔ your text`);
}

export const keptText: Make = (_, parameters) => compared[Number(parameters.get("number"))] ?? "";
