/** The command *Insert poll script snippet*: a pick of language and database, then the script with its tab stops. */

import {
  l10n,
  languages,
  type QuickPickItem,
  QuickPickItemKind,
  SnippetString,
  type TextEditor,
  window,
  workspace,
} from "vscode";
import { type LanguageId, snippetBody, type Template, templates } from "../../core/templates/index.ts";
import { editorLanguageOf } from "./editor-language.ts";

type Row = QuickPickItem & { readonly template?: Template };

export async function insertSnippet(): Promise<void> {
  const row = await window.showQuickPick(rowsFor(window.activeTextEditor?.document.languageId), {
    title: l10n.t("Insert poll script snippet"),
    placeHolder: l10n.t("Language and database, for example: python sqlite"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (row?.template === undefined) return;
  const { template } = row;
  const editor = await editorFor(editorLanguageOf(template.language));
  await editor.insertSnippet(new SnippetString(snippetBody(template.marked)));
}

/** One group for each language; that of the open editor first. */
function rowsFor(editorLanguage: string | undefined): Row[] {
  const byLanguage = new Map<LanguageId, Template[]>();
  for (const template of templates()) {
    byLanguage.set(template.language, [...(byLanguage.get(template.language) ?? []), template]);
  }
  const isOpen = ([language]: [LanguageId, unknown]): boolean =>
    editorLanguageOf(language) === editorLanguage;
  return [...byLanguage]
    .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)))
    .flatMap(([, group]) => [separator(group), ...group.map(rowOf)]);
}

function separator([first]: readonly Template[]): Row {
  return { label: first?.title.split(":")[0] ?? "", kind: QuickPickItemKind.Separator };
}

function rowOf(template: Template): Row {
  const { title, fileName, needs } = template;
  return { label: title, description: fileName, detail: l10n.t("Needs {0}", needs), template };
}

/** The open editor where it holds the language; an empty one without a name takes any; else a new one. */
async function editorFor(language: string): Promise<TextEditor> {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId === language) return editor;
  if (editor?.document.isUntitled === true && editor.document.getText() === "") {
    await languages.setTextDocumentLanguage(editor.document, language);
    return editor;
  }
  return window.showTextDocument(await workspace.openTextDocument({ language }));
}
