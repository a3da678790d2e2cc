/** The fixed words of a reconciliation, in the language of the editor. */

import { l10n } from "vscode";
import { type ReconcileState, states } from "../../core/reconcile/index.ts";

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
  readonly titles: Readonly<Record<ReconcileState, string>>;
  /** What a state means for an agent. */
  readonly meanings: Readonly<Record<string, string>>;
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
    titles: stateTitles(),
    meanings: Object.fromEntries(Object.entries(states).map(([state, { meaning }]) => [state, meaning])),
  };
}

export function stateTitles(): Readonly<Record<ReconcileState, string>> {
  return {
    "other-key": l10n.t("other key"),
    "other-name": l10n.t("other name"),
    "other-address": l10n.t("other address"),
    "other-agent": l10n.t("other agent"),
    missing: l10n.t("only in the database"),
    unknown: l10n.t("unknown to the database"),
    ambiguous: l10n.t("ambiguous"),
    "would-not-register": l10n.t("would not register"),
    "no-answer": l10n.t("no answer"),
    equal: l10n.t("equal"),
  };
}
