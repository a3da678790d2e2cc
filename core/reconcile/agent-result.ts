/** The result of the comparison of one agent. */

import type { Cause } from "./causes.ts";
import type { ReconcileState } from "./state-names.ts";

/** No text contains a key. */
export interface AgentResult {
  readonly state: ReconcileState;
  readonly id: string;
  /** As in the file. For an agent that only the database has, as in the answer. */
  readonly name?: string;
  /** The line in the file, from 1. */
  readonly line?: number;
  readonly request: string;
  /** All differences, the most severe first. Keys as fingerprints. */
  readonly differences: readonly Difference[];
  /** The reason in a few words. */
  readonly why?: string;
  /** The details of the reason, if it needs more than the answer itself. */
  readonly cause?: Cause;
  /** Other agents that the manager would remove for this answer, by id and name. */
  readonly removes: readonly string[];
  /** Why the manager would refuse the answer at present, though it is valid: `9012: Duplicate ID`. */
  readonly refused?: string;
}

export interface Difference {
  readonly what: "key" | "name" | "address" | "id";
  readonly file: string;
  readonly answer: string;
}
