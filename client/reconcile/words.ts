/** The fixed words of a reconciliation, in the language of the editor. */

import { stateNames, stateText } from "../../core/reconcile/index.ts";
import { said, say } from "../../core/words/index.ts";

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
    again: say`Ask again`,
    goOn: say`Continue`,
    copy: say`Copy report`,
    open: say`Open client.keys`,
    filter: say`Filter by id, name or difference`,
    choose: say`Show only these`,
    shown: said("{0} of {1} shown"),
    table: say`Agents that differ from the database`,
    nothing: say`Every agent matches the database.`,
    noMatch: say`No agent matches the filter.`,
    columns: {
      id: say`Id`,
      name: say`Name`,
      line: say`Line`,
      facts: say`What is different`,
    },
    line: said("line {0}"),
    notInFile: say`not in the file`,
    states: Object.fromEntries(stateNames.map((state) => [state, stateText(state)])),
  };
}
