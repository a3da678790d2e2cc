/** The command *Compare with an agent's own record*: field by field, keys by their fingerprints. */

import { type QuickPickItem, type TextDocument, window, workspace } from "vscode";
import { compareWithFile, comparisonText } from "../../core/agents/index.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import {
  type ByteString,
  bytesFromArray,
  type KeyEntry,
  type Release,
  readKeyFile,
} from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";
import { derivedUri, type Make, sourceOf } from "../key-file/derived.ts";
import { isKeyFile } from "../key-file/language.ts";
import { releaseInSettings } from "../key-file/release.ts";
import { keyFileDocument } from "../key-file/target.ts";
import { askForImport } from "./ask-import.ts";
import { bytesOf } from "./edit.ts";
import { shownField } from "./shown-field.ts";

/** The agents' records that were compared in this window. The address of a document must not contain a key. */
const compared: KeyEntry[] = [];

export async function compareAgent(clicked: unknown): Promise<void> {
  const document = await keyFileDocument(clicked);
  if (document === undefined) return;
  const own = await ownRecord(document, releaseInSettings(document.uri));
  if (own === undefined) return;
  const record = String(compared.push(own) - 1);
  const name = say`Agent ${shownField(own.id)}, compared`;
  await window.showTextDocument(derivedUri("comparison", name, document.uri, { record }));
}

export const compareText: Make = (source, parameters) => {
  const own = compared[Number(parameters.get("record"))];
  if (own === undefined) return "";
  return withoutKeys(comparisonText(compareWithFile(own, bytesOf(source), releaseInSettings(source.uri))));
};

type Row = QuickPickItem & { readonly open: () => Promise<KeyEntry | undefined> };

/** The agent's record, from the user's choice of source. Undefined after a message about what is missing. */
async function ownRecord(manager: TextDocument, release: Release): Promise<KeyEntry | undefined> {
  const title = say`Compare with an agent's own record`;
  const others = workspace.textDocuments.filter(
    (each) => each !== manager && isKeyFile(each) && sourceOf(each.uri) === undefined,
  );
  const rows: readonly Row[] = [
    {
      label: say`Paste its import string`,
      open: async () => (await askForImport(title, release))?.entry,
    },
    { label: say`Choose its client.keys…`, open: () => recordInChosenFile(title, release) },
    ...others.map((each) => ({
      label: workspace.asRelativePath(each.uri),
      description: say`open in an editor`,
      open: async () => firstRecord(bytesOf(each), release),
    })),
  ];
  const placeHolder = say`Where is the agent's record?`;
  return (await window.showQuickPick(rows, { title, placeHolder }))?.open();
}

async function recordInChosenFile(title: string, release: Release): Promise<KeyEntry | undefined> {
  const [file] = (await window.showOpenDialog({ title })) ?? [];
  return file === undefined
    ? undefined
    : firstRecord(bytesFromArray(await workspace.fs.readFile(file)), release);
}

/** An agent uses only the first record. */
function firstRecord(file: ByteString, release: Release): KeyEntry | undefined {
  const [first] = readKeyFile(file, { release, passEmpty: true }).records;
  if (first === undefined) void window.showInformationMessage(say`There is no agent in the file.`);
  return first?.entry;
}
