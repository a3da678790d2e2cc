/** The view of verdicts, its command, and the links to it. */

import {
  commands,
  DocumentLink,
  type DocumentLinkProvider,
  type ExtensionContext,
  languages,
  Range,
  Uri,
} from "vscode";
import { say } from "../../core/words/index.ts";
import { VerdictView } from "./verdict-view.ts";

export function activateVerdicts(context: ExtensionContext): VerdictView {
  const view = new VerdictView(context);
  context.subscriptions.push(
    view,
    commands.registerCommand("keypoll.showVerdict", (poll: unknown) => view.show(poll)),
    languages.registerDocumentLinkProvider({ language: "keypoll-report" }, reportLinks),
  );
  return view;
}

/** Sign and sample, before two blanks and the title. An empty value is shown as a word in brackets. */
const HEAD = /^[✔●✘] (id|ip) (?:\([^)]*\)|(.+?))(?= {2})/gmu;

const reportLinks: DocumentLinkProvider = {
  provideDocumentLinks(document) {
    return Array.from(document.getText().matchAll(HEAD), ({ 0: head, 1: selector, 2: value = "", index }) => {
      const start = document.positionAt(index);
      const link = new DocumentLink(
        new Range(start, start.translate(0, head.length)),
        Uri.parse(
          `command:keypoll.showVerdict?${encodeURIComponent(JSON.stringify([`${selector}:${value}`]))}`,
        ),
      );
      link.tooltip = say`Show the verdict as a picture`;
      return link;
    });
  },
};
