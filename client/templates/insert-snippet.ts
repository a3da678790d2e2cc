/**
 * The command *Insert poll script snippet*: a choice of language and source with a preview, then the script with its
 * tab stops.
 */

import {
  languages,
  type QuickPickItem,
  QuickPickItemKind,
  SnippetString,
  type TextEditor,
  window,
  workspace,
} from "vscode";
import { languageFacts, type ScriptLanguage } from "../../core/languages/index.ts";
import { snippetBody, type Template, templates } from "../../core/templates/index.ts";
import { said, say } from "../../core/words/index.ts";
import { needsInRow } from "./needs.ts";
import { TemplatePreview } from "./template-preview.ts";

type Row = QuickPickItem & { readonly template?: Template };

export async function insertSnippet(): Promise<void> {
  const open = window.activeTextEditor;
  const template = await pickTemplate(rowsFor(open?.document.languageId));
  if (template === undefined) return;
  const editor = await editorFor(languageFacts[template.language].editorLanguage, open);
  await editor.insertSnippet(new SnippetString(snippetBody(template.marked)));
}

/** Shows the template of the active row. Undefined if the user cancels. */
function pickTemplate(rows: readonly Row[]): Promise<Template | undefined> {
  const pick = window.createQuickPick<Row>();
  const preview = new TemplatePreview();
  pick.title = say`Insert poll script snippet`;
  pick.placeholder = say`Language and database, for example: python sqlite`;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = rows;
  return new Promise((resolve) => {
    let chosen: Template | undefined;
    pick.onDidChangeActive(([row]) => {
      if (row?.template !== undefined) preview.show(row.template);
    });
    pick.onDidAccept(() => {
      chosen = pick.selectedItems[0]?.template;
      pick.hide();
    });
    pick.onDidHide(async () => {
      pick.dispose();
      await preview.close();
      resolve(chosen);
    });
    pick.show();
  });
}

/** One group for each language. The language of the open editor is first. */
function rowsFor(editorLanguage: string | undefined): readonly Row[] {
  const byLanguage = new Map<ScriptLanguage, Template[]>();
  for (const template of templates()) {
    byLanguage.set(template.language, [...(byLanguage.get(template.language) ?? []), template]);
  }
  const isOpen = ([language]: [ScriptLanguage, unknown]): boolean =>
    languageFacts[language].editorLanguage === editorLanguage;
  return [...byLanguage]
    .sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)))
    .flatMap(([, group]) => [separator(group), ...group.map(rowOf)]);
}

function separator([first]: readonly Template[]): Row {
  return { label: first?.languageTitle ?? "", kind: QuickPickItemKind.Separator };
}

function rowOf(template: Template): Row {
  const { form, languageTitle, sourceTitle, fileName, needs } = template;
  const title = `${languageTitle}: ${said(sourceTitle)}`;
  const label = form === "daemon" ? say`${title}, as a socket daemon` : title;
  return { label, description: fileName, detail: needsInRow(needs), template };
}

/** The open editor if it has the language, or if it is empty and has no name; otherwise a new one. */
async function editorFor(language: string, open: TextEditor | undefined): Promise<TextEditor> {
  if (open?.document.languageId === language) return open;
  if (open?.document.isUntitled === true && open.document.getText() === "") {
    await languages.setTextDocumentLanguage(open.document, language);
    return open;
  }
  return window.showTextDocument(await workspace.openTextDocument({ language }));
}
