/** The view of verdicts, its command, and the ways that lead to it. */

import { commands, type ExtensionContext, languages, window } from "vscode";
import { reportLinks } from "./report-links.ts";
import { VerdictView } from "./verdict-view.ts";

export function activateVerdicts(context: ExtensionContext): VerdictView {
  const view = new VerdictView(context);
  context.subscriptions.push(
    view,
    commands.registerCommand("keypoll.showVerdict", (poll: unknown) => view.show(poll)),
    languages.registerDocumentLinkProvider({ language: "keypoll-report" }, reportLinks),
    window.registerWebviewPanelSerializer("keypoll.verdict", {
      deserializeWebviewPanel: (panel, state) => Promise.resolve(view.restore(panel, state)),
    }),
  );
  return view;
}
