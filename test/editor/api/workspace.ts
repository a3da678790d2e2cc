/** What api tests often need: a file in the opened folder, and its diagnostics. */
import * as vscode from "vscode";

/** The folder that the editor has opened: empty at first, and shared by all tests, so use unique file names. */
function folder(): vscode.Uri {
  const first = vscode.workspace.workspaceFolders?.[0];
  if (first === undefined) throw new Error("The editor has no folder open.");
  return first.uri;
}

/** Writes a file into the folder. */
export async function writeFile(name: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file into the folder and shows it in an editor. */
export async function openFile(name: string, text: string): Promise<vscode.TextEditor> {
  const uri = await writeFile(name, text);
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Waits until the diagnostics of a file satisfy `holds`, and returns them; without `holds`, until there are some. */
export async function diagnostics(
  uri: vscode.Uri,
  holds: (found: readonly vscode.Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<vscode.Diagnostic[]> {
  const now = () => vscode.languages.getDiagnostics(uri);
  if (holds(now())) return now();
  return await new Promise((resolve) => {
    const listener = vscode.languages.onDidChangeDiagnostics(() => {
      if (!holds(now())) return;
      listener.dispose();
      resolve(now());
    });
  });
}
