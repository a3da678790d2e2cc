/** Actions for the record at the cursor: offered on request, not as a light bulb on every line. */

import {
  CodeAction,
  CodeActionKind,
  CodeActionTriggerKind,
  type Disposable,
  languages,
  type Range,
  type TextDocument,
} from "vscode";
import { say } from "../../core/words/index.ts";
import { keyFileSelector } from "../key-file/language.ts";

const KIND = CodeActionKind.Refactor.append("keypoll");

export function offerRegistration(): Disposable {
  return languages.registerCodeActionsProvider(
    keyFileSelector,
    {
      provideCodeActions: (document, range, { triggerKind }) =>
        triggerKind === CodeActionTriggerKind.Invoke ? actionsAt(document, range) : [],
    },
    { providedCodeActionKinds: [KIND] },
  );
}

async function actionsAt(document: TextDocument, { start }: Range): Promise<CodeAction[]> {
  const { uri } = document;
  const add = action(say`Add an agent…`, "keypoll.addAgent", [uri]);
  const { isRecordAt } = await import("./record-at.ts");
  if (!isRecordAt(document, start.line)) return [add];
  const place = [uri, start.line, "copy-string"];
  return [action(say`Copy the agent's import string`, "keypoll.handOverAgent", place), add];
}

function action(title: string, command: string, given: unknown[]): CodeAction {
  const made = new CodeAction(title, KIND);
  made.command = { title, command, arguments: given };
  return made;
}
