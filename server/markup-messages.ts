/** Messages of diagnostics as Markdown, for editors that support it: with a link to the page of the rule. */

import { type Diagnostic, MarkupKind } from "vscode-languageserver";
import { codeSpan, escapedMarkdown } from "../core/lint/markdown.ts";

export function withMarkup(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { message, code, codeDescription } = diagnostic;
    if (typeof message !== "string") return diagnostic;
    const link =
      codeDescription === undefined ? "" : `\n\n[${codeSpan(String(code))}](${codeDescription.href})`;
    const value = `${escapedMarkdown(message)}${link}`;
    return { ...diagnostic, message: { kind: MarkupKind.Markdown, value } };
  });
}
