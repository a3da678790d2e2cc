/** Whether a simulation gets on, so that one that never ends is given up. */

/**
 * Agents that the script does not know can fill the queue so that others rarely find room. The simulation stops
 * once a window of this many runs, or of one for each agent, has registered fewer than one agent in a thousand.
 */
const LEAST_WINDOW = 2000;
const LEAST_PROGRESS = 0.001;

export class Progress {
  readonly #agents: number;
  #runs = 0;
  #registered = 0;

  constructor(agents: number) {
    this.#agents = agents;
  }

  /** True at the end of a window in which almost no agent was registered. */
  isStalled(runs: number, registered: number): boolean {
    if (runs - this.#runs < Math.max(LEAST_WINDOW, this.#agents)) return false;
    const isSlow = registered - this.#registered < this.#agents * LEAST_PROGRESS;
    this.#runs = runs;
    this.#registered = registered;
    return isSlow;
  }
}
