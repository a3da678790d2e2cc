/** The questions before a new poll script is written: language, source, form, folder, name. */

import { l10n, type QuickPickItem, Uri, window, workspace } from "vscode";
import { extensionOf, isScriptName } from "../../core/scaffold/index.ts";
import { renderTemplate, type Template, templates } from "../../core/templates/index.ts";
import { said } from "../../core/words/index.ts";

interface Row<T> extends QuickPickItem {
  readonly value: T;
}

/** What to write. Undefined if the user cancels. */
export async function askTemplate(): Promise<Template | undefined> {
  const scripts = templates().filter(({ form }) => form === "script");
  const byLanguage = new Map(scripts.map((template) => [template.language, template]));
  const first = await choose(
    Array.from(byLanguage.values(), (template) => ({
      label: template.languageTitle,
      description: template.fileName,
      value: template,
    })),
    l10n.t("Which language should the script be in?"),
  );
  if (first === undefined) return undefined;
  const script = await choose(
    scripts
      .filter(({ language }) => language === first.language)
      .map((template) => ({
        label: said(template.sourceTitle),
        detail: l10n.t("Needs {0}", said(template.needs)),
        value: template,
      })),
    l10n.t("Where are the keys?"),
  );
  return script === undefined ? undefined : askForm(script);
}

/** A daemon is offered only if the template has one. */
function askForm(script: Template): Promise<Template | undefined> {
  const daemon = renderTemplate(script.language, script.source, "daemon");
  if (daemon === undefined) return Promise.resolve(script);
  return choose(
    [
      {
        label: l10n.t("Script"),
        detail: l10n.t("The manager starts it for every request."),
        value: script,
      },
      {
        label: l10n.t("Daemon on a socket"),
        detail: l10n.t("It keeps running and answers many requests at once: for thousands of agents."),
        value: daemon,
      },
    ],
    l10n.t("How does the manager call it?"),
  );
}

/** The folder for the files. Undefined if the user cancels. */
export async function askFolder(): Promise<Uri | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  const other = { label: l10n.t("Another folder…"), value: undefined };
  const rows = folders.map(({ name, uri }) => ({ label: name, description: uri.fsPath, value: uri }));
  if (rows.length > 0) {
    const row = await window.showQuickPick([...rows, other], options(l10n.t("Which folder is it for?")));
    if (row === undefined || row.value !== undefined) return row?.value;
  }
  const chosen = await window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: l10n.t("Write the script here"),
  });
  return chosen?.[0];
}

/** The name of the script's file. Undefined if the user cancels. */
export function askFileName(template: Template, folder: Uri): Thenable<string | undefined> {
  const { fileName } = template;
  return window.showInputBox({
    title: title(),
    prompt: l10n.t("Name of the script's file"),
    value: fileName,
    valueSelection: [0, fileName.length - extensionOf(template).length],
    ignoreFocusOut: true,
    validateInput: async (name) => {
      if (!isScriptName(name, template)) {
        return l10n.t(
          "Letters, digits, dots, - and _, with {0} at the end: the manager splits its path at blanks.",
          extensionOf(template),
        );
      }
      return (await isThere(Uri.joinPath(folder, name))) ? l10n.t("{0} is there already.", name) : undefined;
    },
  });
}

export async function isThere(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

async function choose<T>(rows: readonly Row<T>[], placeHolder: string): Promise<T | undefined> {
  return (await window.showQuickPick(rows, options(placeHolder)))?.value;
}

function options(placeHolder: string) {
  return { title: title(), placeHolder, ignoreFocusOut: true, matchOnDescription: true };
}

function title(): string {
  return l10n.t("New poll script");
}
