/**
 * The command *New poll script…*: asks what to write, writes it with its suite and sample data, offers the first test.
 */

import { env, Uri, window } from "vscode";
import { type Scaffold, scaffold } from "../../core/scaffold/index.ts";
import { say } from "../../core/words/index.ts";
import { putWithEditor } from "../put-with-editor.ts";
import { askNewScript, isThere } from "./ask.ts";

/** What only a host with Node can do for a new script. */
export interface Workshop {
  readonly write: WriteFile;
  /** Tests the script with requests in the form of a suite: `id:001`. */
  readonly test: (script: Uri, requests: readonly string[]) => Promise<void>;
}

export async function newPollScript(workshop: Workshop | undefined): Promise<void> {
  const wanted = await askNewScript();
  if (wanted === undefined) return;
  const { template, folder, fileName } = wanted;
  const made = scaffold(template, fileName, pathIn(folder));
  const script = await writeScaffold(made, folder, workshop?.write ?? putWithEditor);
  if (script === undefined) return;
  await window.showTextDocument(script);
  await offerTest(made, script, workshop);
}

/** The path of the folder as a script on that machine writes it, with a separator at its end. */
function pathIn(folder: Uri): string {
  const path = folder.scheme === "file" ? folder.fsPath : folder.path;
  return path + (path.includes("\\") ? "\\" : "/");
}

async function offerTest(made: Scaffold, script: Uri, workshop: Workshop | undefined): Promise<void> {
  const [file] = made.files;
  const name = file?.name ?? "";
  if (made.steps.length > 0) return sayWhatToPrepare(made, name);
  const text = say`${name} is written, with a suite and sample agents. It needs ${made.needs}.`;
  if (workshop === undefined) {
    void window.showInformationMessage(text);
    return;
  }
  const test = say`Test now`;
  if ((await window.showInformationMessage(text, test)) === test) await workshop.test(script, made.requests);
}

async function sayWhatToPrepare({ steps, needs }: Scaffold, name: string): Promise<void> {
  const copy = say`Copy the commands`;
  const answer = await window.showInformationMessage(
    say`${name} is written. It needs ${needs}. Before its first test, prepare it in its folder.`,
    copy,
  );
  if (answer !== copy) return;
  // A sentence becomes a comment, so that the whole text can be pasted into a shell.
  const lines = steps.map(({ kind, text }) => (kind === "command" ? text : `# ${text}`));
  await env.clipboard.writeText(`${lines.join("\n")}\n`);
}

/** Writes a file with its mode. Tells the user if this fails, and returns false. */
type WriteFile = (file: Uri, bytes: Uint8Array, mode: number) => Promise<boolean>;

/** The script as it was written. Undefined if not all files were written; the user has then been told. */
async function writeScaffold({ files }: Scaffold, folder: Uri, write: WriteFile): Promise<Uri | undefined> {
  const targets = files.map((file) => ({ ...file, uri: Uri.joinPath(folder, file.name) }));
  const known = await Promise.all(targets.map(({ uri }) => isThere(uri)));
  const present = targets.filter((_, at) => known[at]).map(({ name }) => name);
  if (present.length > 0 && !(await mayReplace(present))) return undefined;
  for (const { uri, content, mode } of targets) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    if (!(await write(uri, bytes, mode))) return undefined;
  }
  return targets[0]?.uri;
}

async function mayReplace(present: readonly string[]): Promise<boolean> {
  const replace = say`Replace`;
  const answer = await window.showWarningMessage(
    say`Some files already exist. Replace them?`,
    { modal: true, detail: present.join("\n") },
    replace,
  );
  return answer === replace;
}
