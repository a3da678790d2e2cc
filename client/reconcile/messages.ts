/** The messages between the view of a reconciliation and the extension. */

import type { Cause } from "../../core/reconcile/causes.ts";
import type { ReconcileState } from "../../core/reconcile/state-names.ts";
import type { ReconcileWords } from "./words.ts";

/** One agent that differs from the database. */
export interface AgentRow {
  readonly state: ReconcileState;
  readonly id: string;
  readonly name: string;
  /** From 1. Undefined if client.keys does not have the agent. */
  readonly line: number | undefined;
  /** What differs, why, and what the manager would do. Keys as fingerprints. */
  readonly facts: string;
  /** What was asked, for example `id:001`. */
  readonly request: string;
  /** The reason in a few words, and its details. */
  readonly why?: string | undefined;
  readonly cause?: Cause | undefined;
}

export interface ReconcileView {
  /** What was compared with what. */
  readonly title: string;
  /** All agents in one sentence, shown and read out. */
  readonly summary: string;
  /** Every agent was asked and is equal. */
  readonly ok: boolean;
  readonly remarks: readonly string[];
  /** By state, then in the order of the file. */
  readonly agents: readonly AgentRow[];
  /** Some agents were not asked yet. */
  readonly canGoOn: boolean;
}

export interface ShowReconcile {
  readonly type: "show";
  readonly view: ReconcileView;
  readonly words: ReconcileWords;
}

/** From the view. `ready` asks for the content. */
export type ReconcileRequest =
  | { readonly type: "ready" | "copy" | "again" | "go-on" | "open" }
  | { readonly type: "reveal"; readonly line: number };
