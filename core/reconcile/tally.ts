/** The results so far: how many agents have each state, and every agent that is not equal. */

import type { AgentResult } from "./agent-result.ts";
import { type ReconcileState, stateNames } from "./state-names.ts";
import { states } from "./states.ts";

export type ReconcileTotals = Readonly<Record<ReconcileState, number>> & {
  /** The number of all agents to ask about. */
  readonly agents: number;
  /** Not asked, because the run was cancelled or stopped before. */
  readonly notAsked: number;
};

export interface PlacedResult {
  readonly place: number;
  readonly result: AgentResult;
}

/** Keeps one bit for each agent that is equal. */
export class Tally {
  readonly agents: number;
  readonly #done: Uint8Array;
  readonly #others = new Map<number, AgentResult>();
  readonly #counts = new Map<ReconcileState, number>();

  constructor(agents: number) {
    this.agents = agents;
    this.#done = new Uint8Array(Math.ceil(agents / 8));
  }

  /** Notes a result. The first one for a place counts. */
  add(place: number, result: AgentResult): void {
    if (this.has(place)) return;
    if (result.state !== "equal") this.#others.set(place, result);
    this.#note(place, result.state);
  }

  /** Notes that an agent is equal. */
  addEqual(place: number): void {
    if (!this.has(place)) this.#note(place, "equal");
  }

  #note(place: number, state: ReconcileState): void {
    this.#done[place >> 3] = (this.#done[place >> 3] ?? 0) | (1 << (place & 7));
    this.#counts.set(state, this.count(state) + 1);
  }

  has(place: number): boolean {
    return ((this.#done[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
  }

  count(state: ReconcileState): number {
    return this.#counts.get(state) ?? 0;
  }

  get asked(): number {
    return stateNames.reduce((sum, state) => sum + this.count(state), 0);
  }

  /** Agents about which nothing is known. */
  get unchecked(): number {
    return this.count("no-answer");
  }

  get drifted(): number {
    return stateNames.reduce(
      (sum, state) => sum + (states[state].result === "drift" ? this.count(state) : 0),
      0,
    );
  }

  /** All that are not equal, in the order of their places. */
  others(): readonly PlacedResult[] {
    const places = [...this.#others].map(([place, result]) => ({ place, result }));
    return places.sort((a, b) => a.place - b.place);
  }

  totals(): ReconcileTotals {
    const counts = Object.fromEntries(stateNames.map((state) => [state, this.count(state)]));
    return { ...NO_COUNTS, ...counts, agents: this.agents, notAsked: this.agents - this.asked };
  }
}

const NO_COUNTS: Readonly<Record<ReconcileState, number>> = {
  "other-key": 0,
  "other-name": 0,
  "other-address": 0,
  "other-agent": 0,
  missing: 0,
  unknown: 0,
  ambiguous: 0,
  "would-not-register": 0,
  "no-answer": 0,
  equal: 0,
};
