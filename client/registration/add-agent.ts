/**
 * The command *Add an agent*: asks for name, address and id, and checks them while they are typed. It generates the
 * key.
 */

import { InputBoxValidationSeverity, Range, type TextDocument, window } from "vscode";
import { AgentRegister, newKey } from "../../core/agents/index.ts";
import { reachOf } from "../../core/lint/key-file/reach.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { bytesFromText, keyFingerprint, type Release, readAddress } from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";
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
    title: say`Add an agent (${1}/3)`,
    prompt: say`Name of the agent`,
    placeHolder: "web-01",
    validateInput: (text) => register.nameProblem(text),
  });
  if (name === undefined) return undefined;
  const ip = await window.showInputBox({
    ...box,
    title: say`Add an agent (${2}/3)`,
    prompt: say`Address that it connects from: any, an address or a range`,
    value: "any",
    validateInput: (text) => register.ipProblem(text) ?? meaningOf(text, release),
  });
  if (ip === undefined) return undefined;
  const id = await window.showInputBox({
    ...box,
    title: say`Add an agent (${3}/3)`,
    prompt: say`Id; the next free one is proposed`,
    value: register.nextId,
    validateInput: (text) => register.idProblem(text),
  });
  return id === undefined ? undefined : { name, ip, id };
}

/** Which hosts can connect with an address. */
function meaningOf(text: string, release: Release) {
  const address = readAddress(bytesFromText(text), release);
  if (address === undefined) return undefined;
  const message = say`May connect: ${reachOf(address).replaceAll("`", "")}`;
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
    say`Agent ${insertion.id} ${name} is added, with a new key (fingerprint ${keyFingerprint(key)}). It takes effect when you save the file.`,
  );
}
