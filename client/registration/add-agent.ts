/**
 * The command *Add an agent*: asks for name, address and id, and checks them while they are typed. It generates the
 * key.
 */

import { InputBoxValidationSeverity, l10n, Range, type TextDocument, window } from "vscode";
import { AgentRegister, newKey } from "../../core/agents/index.ts";
import { reachOf } from "../../core/lint/key-file/reach.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { bytesFromText, keyFingerprint, type Release, readAddress } from "../../core/manager/index.ts";
import { type FindLive, mayChange } from "../key-file/live-guard.ts";
import { releaseInSettings } from "../key-file/release.ts";
import { keyFileDocument } from "../key-file/target.ts";
import { bytesOf, replace } from "./edit.ts";

export async function addAgent(findLive: FindLive, clicked: unknown): Promise<void> {
  const document = await keyFileDocument(clicked);
  if (document === undefined || !(await mayChange(findLive, document))) return;
  const release = releaseInSettings(document.uri);
  const register = AgentRegister.open(bytesOf(document), release);
  if (!(register instanceof AgentRegister)) {
    void window.showWarningMessage(withoutKeys(register.reason));
    return;
  }
  const answers = await ask(register, release);
  if (answers !== undefined) await append(document, release, answers);
}

interface Answers {
  readonly name: string;
  readonly ip: string;
  readonly id: string;
}

/** Undefined if a box is closed without an answer. */
async function ask(register: AgentRegister, release: Release): Promise<Answers | undefined> {
  const box = { ignoreFocusOut: true };
  const name = await window.showInputBox({
    ...box,
    title: l10n.t("Add an agent ({0}/3)", 1),
    prompt: l10n.t("Name of the agent"),
    placeHolder: "web-01",
    validateInput: (text) => register.nameProblem(text),
  });
  if (name === undefined) return undefined;
  const ip = await window.showInputBox({
    ...box,
    title: l10n.t("Add an agent ({0}/3)", 2),
    prompt: l10n.t("Address that it connects from: any, an address or a range"),
    value: "any",
    validateInput: (text) => register.ipProblem(text) ?? meaningOf(text, release),
  });
  if (ip === undefined) return undefined;
  const id = await window.showInputBox({
    ...box,
    title: l10n.t("Add an agent ({0}/3)", 3),
    prompt: l10n.t("Id; the next free one is proposed"),
    value: register.nextId,
    validateInput: (text) => register.idProblem(text),
  });
  return id === undefined ? undefined : { name, ip, id };
}

/** Which hosts can connect with an address. */
function meaningOf(text: string, release: Release) {
  const address = readAddress(bytesFromText(text), release);
  if (address === undefined) return undefined;
  const message = l10n.t("May connect: {0}", reachOf(address).replaceAll("`", ""));
  return { message, severity: InputBoxValidationSeverity.Info };
}

/** The document may have changed while the boxes were open, so it is checked again. */
async function append(document: TextDocument, release: Release, { name, ip, id }: Answers): Promise<void> {
  const register = AgentRegister.open(bytesOf(document), release);
  const key = newKey();
  const insertion =
    register instanceof AgentRegister ? register.insertionOf({ name, ip, id, key }) : register;
  if ("kind" in insertion) {
    void window.showWarningMessage(withoutKeys(insertion.reason));
    return;
  }
  const { end } = document.lineAt(document.lineCount - 1).range;
  if (!(await replace(document, new Range(end, end), insertion.bytes))) return;
  void window.showInformationMessage(
    l10n.t(
      "Agent {0} {1} is added, with a new key (fingerprint {2}). It takes effect when you save the file.",
      insertion.id,
      name,
      keyFingerprint(key),
    ),
  );
}
