/** What the view of a reconciliation and the extension say to each other. */

import type { Cause } from "../../core/reconcile/causes.ts";
import type { ReconcileState } from "../../core/reconcile/state-names.ts";
import type { ReconcileWords } from "./words.ts";

/** One agent that is not as in the database. */
export interface AgentRow {
  readonly state: ReconcileState;
  readonly id: string;
  readonly name: string;
  /** From 1; undefined where client.keys does not have the agent. */
  readonly line: number | undefined;
  /** What is other, why, and what the manager would do. Keys by fingerprint. */
  readonly facts: string;
  /** What was asked, for example `id:001`. */
  readonly request: string;
  /** The reason in a few words, and what stands behind it. */
  readonly why?: string | undefined;
  readonly cause?: Cause | undefined;
}

export interface ReconcileView {
  /** What was held against what. */
  readonly title: string;
  /** All agents in one sentence, for the eye and to be said aloud. */
  readonly summary: string;
  /** Every agent was asked and is equal. */
  readonly ok: boolean;
  readonly remarks: readonly string[];
  /** In the order in which they are told: by state, then as in the file. */
  readonly agents: readonly AgentRow[];
  /** There is something left to ask. */
  readonly canGoOn: boolean;
}

export interface ShowReconcile {
  readonly type: "show";
  readonly view: ReconcileView;
  readonly words: ReconcileWords;
}

/** From the view. `ready` asks for what it is to show. */
export type ReconcileRequest =
  | { readonly type: "ready" | "copy" | "again" | "go-on" | "open" }
  | { readonly type: "reveal"; readonly line: number };
