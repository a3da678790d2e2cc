/**
 * Read-only documents that the server makes, for editors that ask for their text (`workspace/textDocumentContent`): the
 * page of a rule, and what the registration daemon would write back.
 */

import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Command,
  type Connection,
  ErrorCodes,
  ResponseError,
  type TextDocuments,
} from "vscode-languageserver";
import { rewritten } from "../core/lint/key-file/index.ts";
import { withoutKeys } from "../core/lint/key-file/shown.ts";
import { say } from "../core/words/index.ts";
import { wants } from "./code-actions.ts";
import type { OpenFile, PageOf } from "./documents.ts";

const RULE_SCHEME = "keypoll-rule";
const REWRITTEN_SCHEME = "keypoll-rewritten";

export const virtualSchemes: readonly string[] = [RULE_SCHEME, REWRITTEN_SCHEME];

export function rulePageUri(code: string): string {
  return `${RULE_SCHEME}:${code}.md`;
}

/** The name at the end gives the document its language. */
export function rewrittenUri(uri: string): string {
  return `${REWRITTEN_SCHEME}:client.keys?${encodeURIComponent(uri)}`;
}

export interface VirtualSources {
  readonly pageOf: PageOf;
  readonly open: (uri: string) => OpenFile | undefined;
}

/** The text of a document that the server makes. */
export function virtualText(uri: string, { pageOf, open }: VirtualSources): string | ResponseError {
  const [scheme, rest = ""] = splitAt(uri, ":");
  if (scheme === RULE_SCHEME) {
    const code = rest.replace(/^\/+/, "").replace(/\.md$/, "");
    return pageOf(code) ?? missing(say`There is no rule page called ${withoutKeys(code)}.`);
  }
  const source = sourceIn(uri);
  const file = source === undefined ? undefined : open(source);
  if (file?.kind !== "key-file")
    return missing(say`The list of agents is not open. Open the client.keys first.`);
  const { text, exit } = rewritten(file.model);
  return text ?? `# ${say`The registration daemon exits before it writes: ${exit ?? ""}`}\n`;
}

/** The document from which a preview is made. Undefined for any other address. */
export function sourceIn(uri: string): string | undefined {
  const [scheme, rest = ""] = splitAt(uri, ":");
  const [, query] = splitAt(rest, "?");
  if (scheme !== REWRITTEN_SCHEME || query === undefined) return undefined;
  try {
    return decodeURIComponent(query);
  } catch {
    return undefined;
  }
}

function splitAt(text: string, mark: string): readonly [before: string, after: string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function missing(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

const SHOW_RULE = "keypoll.showRulePage";
const SHOW_REWRITTEN = "keypoll.showRewritten";

export const virtualCommands: readonly string[] = [SHOW_RULE, SHOW_REWRITTEN];

/** Source action: shows what the registration daemon would make of the file. */
export const PREVIEW_REWRITE = `${CodeActionKind.Source}.keypoll.previewRewrite`;

/** The actions that show such a document: a page for each finding, and a preview if the editor asks for source actions. */
export function virtualActions(
  file: OpenFile,
  { only, diagnostics }: CodeActionContext,
  pageOf: PageOf,
): CodeAction[] {
  const codes = new Set(diagnostics.map(({ code }) => String(code)));
  const pages = wants(only, CodeActionKind.QuickFix) ? [...codes].filter((code) => pageOf(code)) : [];
  const wantsPreview = file.kind === "key-file" && only !== undefined && wants(only, PREVIEW_REWRITE);
  return [
    ...pages.map((code) => ({
      title: say`Show the page of the rule ${code}`,
      kind: CodeActionKind.QuickFix,
      diagnostics: diagnostics.filter((each) => each.code === code),
      command: showing(SHOW_RULE, code),
    })),
    ...(wantsPreview
      ? [
          {
            title: say`Preview what authd would write back`,
            kind: PREVIEW_REWRITE,
            command: showing(SHOW_REWRITTEN, file.uri),
          },
        ]
      : []),
  ];
}

function showing(command: string, argument: string): Command {
  return command === SHOW_RULE
    ? {
        title: say`Show the page`,
        tooltip: say`What the rule finds, why it matters, and what to do`,
        command,
        arguments: [argument],
      }
    : {
        title: say`Show the preview`,
        tooltip: say`The file as the registration daemon writes it back at its next change`,
        command,
        arguments: [argument],
      };
}

/** Lets the editor show the document that a command names. Does nothing for another command. */
export async function showVirtual(connection: Connection, command: string, argument: string): Promise<void> {
  const uri = command === SHOW_RULE ? rulePageUri(argument) : rewrittenUri(argument);
  if (virtualCommands.includes(command)) await connection.window.showDocument({ uri, takeFocus: true });
}

/** Documents that the server makes. A preview that was requested is requested again when its source changes. */
export function serveVirtual(connection: Connection, open: TextDocuments<OpenFile>, pageOf: PageOf): void {
  const previews = new Map<string, string>();
  connection.workspace.textDocumentContent.on(({ uri }) => {
    const text = virtualText(uri, { pageOf, open: (source) => open.get(source) });
    const source = sourceIn(uri);
    if (source !== undefined) previews.set(source, uri);
    return text instanceof ResponseError ? text : { text };
  });
  open.onDidChangeContent(({ document }) => {
    const preview = previews.get(document.uri);
    // An editor that has closed the preview may refuse.
    if (preview !== undefined) connection.workspace.textDocumentContent.refresh(preview).catch(() => {});
  });
  open.onDidClose(({ document }) => previews.delete(document.uri));
}
