/** The questions before a new poll script is written: language, source, form, folder, name. */

import { Uri, window, workspace } from "vscode";
import { extensionOf, isScriptName } from "../../core/scaffold/index.ts";
import { renderTemplate, type Template, templates } from "../../core/templates/index.ts";
import { said, say } from "../../core/words/index.ts";
import {
  type Answer,
  askInSteps,
  BACK,
  chooseRow,
  type Place,
  type Step,
  typeText,
} from "../support/wizard.ts";
import { needsInRow } from "./needs.ts";

/** The answers so far. */
interface Plan {
  readonly language?: Template["language"];
  /** The template in the form of a script. */
  readonly script?: Template;
  readonly template?: Template;
  readonly folder?: Uri;
  readonly fileName?: string;
}

/** What to write, and where. */
export interface NewScript {
  readonly template: Template;
  readonly folder: Uri;
  readonly fileName: string;
}

const steps: readonly Step<Plan>[] = [
  { ask: askLanguage },
  { ask: askSource },
  { isNeeded: ({ script }) => script === undefined || daemonOf(script) !== undefined, ask: askForm },
  { ask: askFolder },
  { ask: askFileName },
];

/** Undefined if the user cancels. */
export async function askNewScript(): Promise<NewScript | undefined> {
  const plan = await askInSteps(say`New poll script`, steps, {});
  const { script, template = script, folder, fileName } = plan ?? {};
  if (template === undefined || folder === undefined || fileName === undefined) return undefined;
  return { template, folder, fileName };
}

function scripts(): readonly Template[] {
  return templates().filter(({ form }) => form === "script");
}

async function askLanguage(plan: Plan, place: Place): Promise<Answer<Plan>> {
  const byLanguage = new Map(scripts().map((template) => [template.language, template]));
  const rows = Array.from(byLanguage.values(), ({ language, languageTitle, fileName }) => ({
    label: languageTitle,
    description: fileName,
    value: language,
  }));
  const question = say`Which language should the script be in?`;
  const language = await chooseRow(rows, question, place, (value) => value === plan.language);
  return typeof language === "string" ? { ...plan, language } : language;
}

async function askSource(plan: Plan, place: Place): Promise<Answer<Plan>> {
  const rows = scripts()
    .filter(({ language }) => language === plan.language)
    .map((script) => ({
      label: said(script.sourceTitle),
      detail: needsInRow(script.needs),
      value: script,
    }));
  const isBefore = ({ source }: Template): boolean => source === plan.script?.source;
  const script = await chooseRow(rows, say`Where are the keys?`, place, isBefore);
  return typeof script === "object" ? { ...plan, script, template: script } : script;
}

/** A daemon is offered only if the template has one. */
async function askForm(plan: Plan, place: Place): Promise<Answer<Plan>> {
  const { script } = plan;
  const daemon = script === undefined ? undefined : daemonOf(script);
  if (script === undefined || daemon === undefined) return plan;
  const rows = [
    {
      label: say`Script`,
      detail: say`The manager starts it for every request.`,
      value: script,
    },
    {
      label: say`Daemon on a socket`,
      detail: say`It keeps running and answers many requests at once.`,
      value: daemon,
    },
  ];
  const isBefore = ({ form }: Template): boolean => form === plan.template?.form;
  const template = await chooseRow(rows, say`How does the manager call it?`, place, isBefore);
  return typeof template === "object" ? { ...plan, template } : template;
}

function daemonOf({ language, source }: Template): Template | undefined {
  return renderTemplate(language, source, "daemon");
}

/** Without an open folder, only the dialog of the system asks. Who cancels it is where they were before. */
async function askFolder(plan: Plan, place: Place): Promise<Answer<Plan>> {
  const folders = workspace.workspaceFolders ?? [];
  const rows = [
    ...folders.map(({ name, uri }) => ({ label: name, description: uri.fsPath, value: uri })),
    { label: say`Another folder…`, value: "other" as const },
  ];
  const isBefore = (value: Uri | "other"): boolean => String(value) === String(plan.folder);
  while (folders.length > 0) {
    const chosen = await chooseRow(rows, say`Which folder is it for?`, place, isBefore);
    if (chosen === undefined || chosen === BACK) return chosen;
    const folder = chosen === "other" ? await folderFromDialog() : chosen;
    if (folder !== undefined) return { ...plan, folder };
  }
  const folder = await folderFromDialog();
  return folder === undefined ? BACK : { ...plan, folder };
}

async function folderFromDialog(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    openLabel: say`Write the script here`,
  });
  return chosen?.[0];
}

async function askFileName(plan: Plan, place: Place): Promise<Answer<Plan>> {
  const { template, folder } = plan;
  if (template === undefined || folder === undefined) return undefined;
  const ending = extensionOf(template);
  const fileName = await typeText(
    {
      prompt: say`Name of the script's file`,
      value: template.fileName,
      selection: [0, template.fileName.length - ending.length],
      complaint: async (name) => {
        if (!isScriptName(name, template)) {
          return say`Letters, digits, dots, - and _, with ${ending} at the end. No blanks: the manager splits the path at them.`;
        }
        return (await isThere(Uri.joinPath(folder, name))) ? say`${name} already exists.` : undefined;
      },
    },
    place,
  );
  return typeof fileName === "string" ? { ...plan, fileName } : fileName;
}

export async function isThere(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
