/** The command *Hand over an agent's record*: the only way to export a key, and only as the user chooses. */

import { env, type QuickPickItem, window, workspace } from "vscode";
import { type ExtractedAgent, extractRecord } from "../../core/agents/index.ts";
import { KEY_FILE_LANGUAGE } from "../../core/documents/index.ts";
import { keyFingerprint, textFromBytes } from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";

import { releaseInSettings } from "../key-file/release.ts";
import { keyFileDocument } from "../key-file/target.ts";
import { chooseRecord } from "./choose-record.ts";
import { shownField } from "./shown-field.ts";

type Delivery = "copy-string" | "copy-line" | "open-line" | "open-string";

export async function handOver(uri: unknown, line: unknown, wanted: unknown): Promise<void> {
  const document = await keyFileDocument(uri);
  if (document === undefined) return;
  const title = say`Hand over an agent's record`;
  const chosen = await chooseRecord(document, releaseInSettings(document.uri), { uri, line }, title);
  if (chosen === undefined) return;
  const agent = extractRecord(chosen.record);
  const delivery = wanted === "copy-string" ? wanted : await pickDelivery(title, agent);
  if (delivery !== undefined) await deliverBy(delivery, agent);
}

async function pickDelivery(title: string, { entry }: ExtractedAgent): Promise<Delivery | undefined> {
  const deliveries: readonly (QuickPickItem & { readonly delivery: Delivery })[] = [
    {
      delivery: "copy-string",
      label: say`Copy the import string`,
      detail: say`For manage_agents -i on the agent. It contains the key.`,
    },
    {
      delivery: "copy-line",
      label: say`Copy the line`,
      detail: say`The line for the agent's own client.keys.`,
    },
    {
      delivery: "open-line",
      label: say`Open the agent's own client.keys`,
      detail: say`A new file that is not saved; its key is hidden as everywhere.`,
    },
    {
      delivery: "open-string",
      label: say`Open the import string`,
      detail: say`A new file that is not saved. Base64 does not hide the key: anyone who sees the text has it.`,
    },
  ];
  const placeHolder = `${shownField(entry.id)} ${shownField(entry.name)}`;
  return (await window.showQuickPick(deliveries, { title, placeHolder }))?.delivery;
}

function deliverBy(delivery: Delivery, agent: ExtractedAgent): Promise<void> {
  const line = textFromBytes(agent.line);
  switch (delivery) {
    case "copy-string":
      return copy(agent.importString, agent);
    case "copy-line":
      return copy(line, agent);
    case "open-line":
      return openUntitled(`${line}\n`, KEY_FILE_LANGUAGE);
    case "open-string":
      return openUntitled(`${agent.importString}\n`, "plaintext");
  }
}

async function copy(text: string, { entry }: ExtractedAgent): Promise<void> {
  await env.clipboard.writeText(text);
  const { id, name, key } = entry;
  void window.showInformationMessage(
    say`The record of agent ${shownField(id)} ${shownField(name)} is in the clipboard, key included (fingerprint ${keyFingerprint(key)}).`,
  );
}

/** Opens a text as an unsaved file. */
export async function openUntitled(content: string, language: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ content, language }));
}
