/** The fixed words of the view of a rehearsal, in the language of the editor. */

import { l10n } from "vscode";

export interface RehearsalWords {
  readonly title: string;
  readonly saveHtml: string;
  readonly saveJson: string;
  readonly again: string;
  readonly other: string;
  readonly otherHint: string;
  readonly agents: string;
  readonly simulate: string;
  readonly simulating: string;
}

export function rehearsalWords(): RehearsalWords {
  return {
    title: l10n.t("Rehearsal of {0}"),
    saveHtml: l10n.t("Save as HTML"),
    saveJson: l10n.t("Save as JSON"),
    again: l10n.t("Rehearse again"),
    other: l10n.t("Simulate other figures"),
    otherHint: l10n.t("Nothing is run: the figures are simulated from the measured runs."),
    agents: l10n.t("agents"),
    simulate: l10n.t("Simulate"),
    simulating: l10n.t("Simulating…"),
  };
}
