/** What the page shows and how: the test, the chosen poll, the steps that were opened or closed. */

import type { ShowVerdicts } from "../../verdict/messages.ts";

export interface KeptState {
  readonly shown: ShowVerdicts | undefined;
  readonly poll: number;
  /** Steps whose state differs from their initial state, as `poll/step`. */
  readonly toggled: readonly string[];
}

const NOTHING: KeptState = { shown: undefined, poll: 0, toggled: [] };

/** What the page kept before it was reloaded. */
export function keptState(state: unknown): KeptState {
  return { ...NOTHING, ...(state as Partial<KeptState> | undefined) };
}

export interface StateListeners {
  /** Called after every change. */
  readonly keep: (state: KeptState) => void;
  /** Called after every change that is not visible yet. */
  readonly draw: () => void;
}

export class PageState {
  readonly #listeners: StateListeners;
  #kept: KeptState;

  constructor(kept: KeptState, listeners: StateListeners) {
    this.#kept = kept;
    this.#listeners = listeners;
  }

  get shown(): ShowVerdicts | undefined {
    return this.#kept.shown;
  }

  get poll(): number {
    return this.#kept.poll;
  }

  /** A new test starts with the named poll, or else with the first that failed. */
  show(shown: ShowVerdicts): void {
    const isNew = shown.test.id !== this.#kept.shown?.test.id;
    const failed = shown.test.polls.findIndex(({ state }) => state === "failed");
    const poll = shown.poll ?? (isNew ? Math.max(0, failed) : this.#kept.poll);
    this.#change({ shown, poll, toggled: isNew ? [] : this.#kept.toggled });
    this.#listeners.draw();
  }

  choose(poll: number): void {
    this.#change({ ...this.#kept, poll });
    this.#listeners.draw();
  }

  isToggled(step: string): boolean {
    return this.#kept.toggled.includes(this.#key(step));
  }

  /** The step itself has already changed. */
  toggle(step: string, isToggled: boolean): void {
    const others = this.#kept.toggled.filter((each) => each !== this.#key(step));
    this.#change({ ...this.#kept, toggled: isToggled ? [...others, this.#key(step)] : others });
  }

  #change(kept: KeptState): void {
    this.#kept = kept;
    this.#listeners.keep(kept);
  }

  #key(step: string): string {
    return `${this.#kept.poll}/${step}`;
  }
}
