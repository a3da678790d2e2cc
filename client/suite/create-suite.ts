/** The command *Create suite*: a first suite for the script in the editor, as `keypoll init` writes one. */

import { basename, dirname, join, relative, sep } from "node:path";
import { type TextDocument, Uri, window, workspace } from "vscode";
import { replaceFile } from "../../core/files/index.ts";
import {
  bytesFromText,
  type KeyEntry,
  newestRelease,
  type Release,
  readKeyFile,
} from "../../core/manager/index.ts";
import { pathInSuite, suiteCommand, suiteFileBeside } from "../../core/poll/index.ts";
import { proposeRegistrationSuite, proposeSuite } from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import { isKeyFile } from "../key-file/language.ts";
import { knownAgents } from "../poll/known-agents.ts";
import { scriptDocument } from "../poll/script.ts";
import { pollSettings } from "../poll/settings.ts";
import { complain, putFile } from "../put-file.ts";
import type { RegistrationCall } from "../registration-script/question.ts";

/** How a registration script is run. Undefined for a script that registers no agents, and if the user cancels. */
export interface Registrations {
  readonly isOne: (script: Uri) => boolean;
  readonly callOf: (script: TextDocument) => Promise<RegistrationCall | undefined>;
}

/** Writes a suite beside the script that was clicked on, or else beside the open one, and opens it. */
export async function createSuite(clicked: unknown, registrations: Registrations): Promise<void> {
  const script = await scriptDocument(clicked);
  if (script === undefined) return;
  const file = suiteFileBeside(script.fileName);
  const text = registrations.isOne(script.uri)
    ? await registrationProposalFor(script, dirname(file), registrations)
    : await proposalFor(script, dirname(file));
  if (text !== undefined && (await write(file, text))) await window.showTextDocument(Uri.file(file));
}

/** With the arguments of the script's runs in the editor, so that they are kept beside the script. */
async function registrationProposalFor(
  script: TextDocument,
  folder: string,
  { callOf }: Registrations,
): Promise<string | undefined> {
  const call = await callOf(script);
  if (call === undefined) return undefined;
  const { release } = pollSettings(script.uri);
  const command = suiteCommand(script.fileName, bytesFromText(script.getText()), folder);
  return proposeRegistrationSuite({
    command: `${command} ${call.arguments}`.trim(),
    name: call.name,
    release: release.id === newestRelease.id ? undefined : release.id,
    clientKeys: undefined,
  });
}

async function proposalFor(script: TextDocument, folder: string): Promise<string> {
  const { release, execPath, keysFile } = pollSettings(script.uri);
  const keys = await agentsFor(keysFile, folder, release);
  const content = script.getText();
  return proposeSuite({
    execPath: execPath ?? suiteCommand(script.fileName, bytesFromText(content), folder),
    script: content,
    records: keys.records,
    recordsOf: "client.keys",
    clientKeys: keys.file === undefined ? undefined : pathInSuite(folder, keys.file),
    release: release.id === newestRelease.id ? undefined : release.id,
  });
}

interface Agents {
  readonly file: string | undefined;
  readonly records: readonly KeyEntry[];
}

/**
 * From the `client.keys` in the settings, else from the open one that is nearest to the script, else from one beside
 * it.
 */
async function agentsFor(set: string | undefined, folder: string, release: Release): Promise<Agents> {
  const [open] = workspace.textDocuments
    .filter((each) => isKeyFile(each) && each.uri.scheme === "file")
    .sort((a, b) => distance(folder, a.fileName) - distance(folder, b.fileName));
  if (set === undefined && open !== undefined) {
    const { store } = readKeyFile(bytesFromText(open.getText()), { release, passEmpty: true });
    return { file: open.fileName, records: store.entries };
  }
  const file = set ?? join(folder, "client.keys");
  const { store } = await knownAgents(file, release);
  return store.entries.length === 0 ? { file: undefined, records: [] } : { file, records: store.entries };
}

/** Steps from a folder to a file. A step up counts twice, because files below belong to the folder. */
function distance(folder: string, file: string): number {
  const steps = relative(folder, file).split(sep);
  return steps.length + steps.filter((step) => step === "..").length;
}

/** Whether the file has the text now. An existing file is replaced only if the user agrees. */
async function write(file: string, text: string): Promise<boolean> {
  const bytes = new TextEncoder().encode(text);
  const first = await replaceFile(file, bytes, { backup: false, mode: 0o666, was: "nothing" });
  if (first.kind === "written") return true;
  if (first.cause !== "there") {
    complain(first);
    return false;
  }
  const replace = say`Replace`;
  const question = say`${basename(file)} already exists.`;
  const detail = say`The new suite would replace all samples in this file.`;
  if ((await window.showWarningMessage(question, { modal: true, detail }, replace)) !== replace) return false;
  return putFile(Uri.file(file), bytes, { backup: false });
}
