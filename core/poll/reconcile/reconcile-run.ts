/** Asks for every agent of a roll with the manager's threads, and compares each answer with the file. */

import type { GivenAgent, ManagerSettings } from "../../manager/index.ts";
import {
  type AgentResult,
  type Compared,
  Comparison,
  type ErrorMeanings,
  type Roll,
  type RollEntry,
  Tally,
} from "../../reconcile/index.ts";
import { leaseKeeper } from "../keeper/keeper-lease.ts";
import { isExplanation } from "../run/poll-run.ts";
import { ownSignal } from "../target/own-signal.ts";
import { ask, type PollTarget } from "../target/target.ts";

export interface ReconcileOptions {
  readonly target: PollTarget;
  readonly roll: Roll;
  readonly settings: ManagerSettings;
  readonly errors: ErrorMeanings;
  /** Number of concurrent requests: the manager's `threads`. */
  readonly threads: number;
  /** The results of an earlier run. They are not asked for again. */
  readonly tally?: Tally | undefined;
  /** Asks for at most this many agents. */
  readonly limit?: number | undefined;
  /** Stops after this many agents that could not be checked. */
  readonly maxFailures?: number | undefined;
  /** Keeps the agents that the manager would register, with their keys unmasked. */
  readonly keepsAnswers?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with every result, in the order in which the requests end. */
  readonly onResult?: ((place: number, result: AgentResult, tally: Tally) => void) | undefined;
}

/** Why a run ended before all agents were asked for. */
export type ReconcileStop =
  | { readonly kind: "cancelled" | "limit" | "failures" }
  /** The script cannot be started, or nothing listens at the socket: what happened, why, and what to do. */
  | { readonly kind: "obstacle"; readonly message: string };

export interface Reconciled {
  readonly tally: Tally;
  readonly stop: ReconcileStop | undefined;
  /** The agents that the manager would register, in the order of the roll. */
  readonly answers: readonly GivenAgent[];
}

/** Asks until all are asked or something stops it. What scripts do is a result and never thrown. */
export function reconcile(options: ReconcileOptions): Promise<Reconciled> {
  return new ReconcileRun(options).run();
}

class ReconcileRun {
  readonly #options: ReconcileOptions;
  readonly #comparison: Comparison;
  readonly #tally: Tally;
  readonly #answers = new Map<number, GivenAgent>();
  #next = 0;
  #begun = 0;
  #failures = 0;
  #stop: ReconcileStop | undefined;

  constructor(options: ReconcileOptions) {
    const { roll, settings, errors, tally = new Tally(roll.size) } = options;
    this.#options = options;
    this.#tally = tally;
    this.#comparison = new Comparison(roll, settings, errors);
  }

  async run(): Promise<Reconciled> {
    const { signal, abort, forget } = ownSignal(this.#options.signal);
    const lease = leaseKeeper();
    try {
      const work = (): Promise<void> => this.#work(signal, abort);
      await Promise.all(Array.from({ length: Math.max(1, this.#options.threads) }, work));
    } finally {
      forget();
      lease.release();
    }
    const answers = [...this.#answers].sort(([a], [b]) => a - b).map(([, answer]) => answer);
    return { tally: this.#tally, stop: this.#stop, answers };
  }

  async #work(signal: AbortSignal, abort: () => void): Promise<void> {
    const { target } = this.#options;
    for (let asked = this.#take(signal); asked !== undefined; asked = this.#take(signal)) {
      if (asked.hiddenBy !== undefined) {
        this.#note(asked, this.#comparison.hidden(asked));
        continue;
      }
      const { source, run, obstacle, cancelled } = await ask(target, asked.request, signal);
      if (cancelled) {
        this.#stop ??= { kind: "cancelled" };
        return;
      }
      if (obstacle !== undefined) {
        this.#stop ??= { kind: "obstacle", message: obstacle };
        abort();
      }
      const explanations = run?.notes.filter(isExplanation).map(({ text }) => text);
      this.#note(asked, this.#comparison.compare(asked, source, { obstacle, explanations }));
    }
  }

  /** The next agent to ask for. Undefined if there is none, or if the run ends. */
  #take(signal: AbortSignal): RollEntry | undefined {
    const { roll, limit } = this.#options;
    while (this.#tally.has(this.#next)) this.#next++;
    if (this.#next >= roll.size || this.#stop !== undefined) return undefined;
    if (signal.aborted) this.#stop = { kind: "cancelled" };
    else if (limit !== undefined && this.#begun >= limit) this.#stop = { kind: "limit" };
    if (this.#stop !== undefined) return undefined;
    this.#begun++;
    return roll.at(this.#next++);
  }

  #note({ place }: RollEntry, { result, registers }: Compared): void {
    const { maxFailures, keepsAnswers, onResult } = this.#options;
    this.#tally.add(place, result);
    if (keepsAnswers === true && registers !== undefined) this.#answers.set(place, registers);
    if (result.state === "no-answer") this.#failures++;
    if (maxFailures !== undefined && this.#failures >= maxFailures) this.#stop ??= { kind: "failures" };
    onResult?.(place, result, this.#tally);
  }
}
