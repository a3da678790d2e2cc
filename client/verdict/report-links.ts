/** Links in the report of a test: the head of each sample leads to its picture. */

import { DocumentLink, type DocumentLinkProvider, l10n, Range, Uri } from "vscode";

/** Sign and sample, before two blanks and the title. */
const HEAD = /^[✔●✘] .+?(?= {2})/gmu;

export const reportLinks: DocumentLinkProvider = {
  provideDocumentLinks(document) {
    return Array.from(document.getText().matchAll(HEAD), (head, at) => {
      const start = document.positionAt(head.index);
      const link = new DocumentLink(
        new Range(start, start.translate(0, head[0].length)),
        Uri.parse(`command:keypoll.showVerdict?${encodeURIComponent(JSON.stringify([at]))}`),
      );
      link.tooltip = l10n.t("Show the verdict as a picture");
      return link;
    });
  },
};
