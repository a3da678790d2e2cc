/** The report of a test in the output channel. */
import * as vscode from "vscode";

/** The report, as soon as it satisfies `holds`. */
export async function report(holds: RegExp): Promise<string> {
  const now = (): string | undefined =>
    vscode.workspace.textDocuments
      .filter(({ languageId }) => languageId === "keypoll-report")
      .map((document) => document.getText())
      .find((text) => holds.test(text));
  const already = now();
  if (already !== undefined) return already;
  return await new Promise((resolve) => {
    const look = (): void => {
      const text = now();
      if (text === undefined) return;
      listeners.dispose();
      resolve(text);
    };
    const listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(look),
      vscode.workspace.onDidOpenTextDocument(look),
    );
  });
}
