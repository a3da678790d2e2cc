/** The suite to rehearse: the one that was clicked on or is open, or else one of the workspace's. */

import { commands, l10n, type QuickPickItem, Uri, window, workspace } from "vscode";
import { SUITE_SUFFIX } from "../../core/suite/index.ts";

/** Nobody chooses from more suites than this. */
const MOST_SUITES = 200;

export async function chooseSuite(clicked: unknown): Promise<Uri | undefined> {
  const near = [clicked, window.activeTextEditor?.document.uri].find(isSuite);
  if (near !== undefined) return near;
  const found = await workspace.findFiles(`**/*${SUITE_SUFFIX}`, "**/node_modules/**", MOST_SUITES);
  const [first, ...others] = found;
  if (first === undefined) return offerToCreate();
  if (others.length === 0) return first;
  const rows = found
    .map((uri): QuickPickItem & { uri: Uri } => ({ label: workspace.asRelativePath(uri), uri }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const row = await window.showQuickPick(rows, { title: l10n.t("Which suite do you want to rehearse?") });
  return row?.uri;
}

function isSuite(clicked: unknown): clicked is Uri {
  return clicked instanceof Uri && clicked.scheme === "file" && clicked.path.endsWith(SUITE_SUFFIX);
}

async function offerToCreate(): Promise<undefined> {
  const create = l10n.t("Create suite");
  const text = l10n.t("A rehearsal needs a suite that names the script and what it is asked for.");
  const answer = await window.showInformationMessage(text, create);
  if (answer === create) await commands.executeCommand("keypoll.createSuite");
  return undefined;
}
