/**
 * The command *Preview what authd would write back*: compares the open file with what the registration daemon would
 * make of it.
 */

import { commands, type TextDocument, type Uri, window } from "vscode";
import { KeyMask } from "../../core/lint/mask.ts";
import { say } from "../../core/words/index.ts";
import type { LanguageServer } from "../server/language-server.ts";
import { fileNameOf } from "../support/file-name.ts";
import { derivedUri, type Make } from "./derived.ts";
import { releaseInSettings } from "./release.ts";
import { keyFileDocument } from "./target.ts";

/** The server's answer to `keypoll/rewritten`. */
interface Rewritten {
  readonly text?: string;
  /** The line with which the daemon exits before it writes. */
  readonly exit?: string;
  /** The version of the document that it was made from. */
  readonly version: number;
}

/** Opens the comparison, or says that there is nothing to compare. */
export async function previewRewrite(server: LanguageServer, clicked: unknown): Promise<void> {
  const document = await keyFileDocument(clicked);
  if (document === undefined) return;
  const release = releaseInSettings(document.uri).id;
  await server.start();
  const { text, exit } = (await rewritten(server, document, release)) ?? {};
  if (exit !== undefined) {
    void window.showWarningMessage(exitText(release, exit));
  } else if (text === undefined) {
    void window.showWarningMessage(noAnswer());
  } else if (text === document.getText()) {
    void window.showInformationMessage(say`authd ${release} would write the file back unchanged.`);
  } else {
    await openComparison(document.uri, release);
  }
}

async function openComparison(source: Uri, release: string): Promise<void> {
  // The name gives the preview its language from the first moment, and so its mask over keys.
  const preview = derivedUri("rewritten", "client.keys", source, { release });
  const name = fileNameOf(source);
  const title = say`${name} ↔ as authd ${release} would write it back`;
  await commands.executeCommand("vscode.diff", source, preview, title);
}

/** The text of the preview. If the daemon exits, a comment that says so. */
export function rewrittenBy(server: LanguageServer): Make {
  return async (source, parameters) => {
    const release = parameters.get("release") ?? "";
    await server.start();
    const { text, exit } = (await rewritten(server, source, release)) ?? {};
    return text ?? `# ${exit === undefined ? noAnswer() : exitText(release, exit)}\n`;
  };
}

/** Asks the server, and asks again if the document's last change has not reached it yet. */
async function rewritten(
  server: LanguageServer,
  document: TextDocument,
  release: string,
): Promise<Rewritten | undefined> {
  const parameters = { uri: document.uri.toString(), release };
  for (;;) {
    const answer = await server.request<Rewritten | null>("keypoll/rewritten", parameters);
    if (answer === undefined || answer === null) return undefined;
    if (answer.version >= document.version) return answer;
  }
}

function noAnswer(): string {
  return say`The language server of Key Poll has no answer for this file.`;
}

/** A key in place of an address would be in the log too. */
function exitText(release: string, exit: string): string {
  return say`authd ${release} exits before it writes: ${new KeyMask().hide(exit)}`;
}
