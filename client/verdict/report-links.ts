/** Links in the report of a test: the head of each sample leads to its picture. */

import { DocumentLink, type DocumentLinkProvider, l10n, Range, Uri } from "vscode";

/** Sign and sample, before two blanks and the title. An empty value is a word in brackets. */
const HEAD = /^[✔●✘] (id|ip) (?:\([^)]*\)|(.+?))(?= {2})/gmu;

export const reportLinks: DocumentLinkProvider = {
  provideDocumentLinks(document) {
    return Array.from(document.getText().matchAll(HEAD), ({ 0: head, 1: selector, 2: value = "", index }) => {
      const start = document.positionAt(index);
      const link = new DocumentLink(
        new Range(start, start.translate(0, head.length)),
        Uri.parse(
          `command:keypoll.showVerdict?${encodeURIComponent(JSON.stringify([`${selector}:${value}`]))}`,
        ),
      );
      link.tooltip = l10n.t("Show the verdict as a picture");
      return link;
    });
  },
};
