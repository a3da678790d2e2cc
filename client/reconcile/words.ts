/** The fixed words of a reconciliation, in the language of the editor. */

import { l10n } from "vscode";
import { stateNames, stateText } from "../../core/reconcile/index.ts";

export interface ReconcileWords {
  readonly again: string;
  readonly goOn: string;
  readonly copy: string;
  readonly open: string;
  readonly filter: string;
  /** The group of buttons that choose states. */
  readonly choose: string;
  /** With numbers for {0} and {1}. */
  readonly shown: string;
  /** The table's caption. */
  readonly table: string;
  readonly nothing: string;
  readonly noMatch: string;
  readonly columns: Readonly<Record<"id" | "name" | "line" | "facts", string>>;
  /** With a number for {0}. */
  readonly line: string;
  readonly notInFile: string;
  /** By the names of the states: their headings, and what they mean for an agent. */
  readonly states: Readonly<Record<string, { readonly title: string; readonly meaning: string }>>;
}

export function reconcileWords(): ReconcileWords {
  return {
    again: l10n.t("Ask again"),
    goOn: l10n.t("Continue"),
    copy: l10n.t("Copy report"),
    open: l10n.t("Open client.keys"),
    filter: l10n.t("Filter by id, name or difference"),
    choose: l10n.t("Show only these"),
    shown: l10n.t("{0} of {1} shown"),
    table: l10n.t("Agents that differ from the database"),
    nothing: l10n.t("Every agent matches the database."),
    noMatch: l10n.t("No agent matches the filter."),
    columns: {
      id: l10n.t("Id"),
      name: l10n.t("Name"),
      line: l10n.t("Line"),
      facts: l10n.t("What is different"),
    },
    line: l10n.t("line {0}"),
    notInFile: l10n.t("not in the file"),
    states: Object.fromEntries(stateNames.map((state) => [state, stateText(state)])),
  };
}
