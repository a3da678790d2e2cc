/** What every process of a run carries, so that it can be found wherever it goes. */

import { randomBytes, randomInt } from "node:crypto";

/** The variable in the environment; a process can clear it. */
export const MARK_VARIABLE = "KEYPOLL_RUN";

/**
 * The name of the marking limit in `/proc/PID/limits`. Linux passes limits on through fork, exec, new sessions, other
 * users and namespaces, and has not used this one since 2.4. So it changes nothing for a script, and clearing the
 * environment does not remove it.
 */
export const LIMIT_NAME = "Max file locks";

/** The program that sets the limit, from util-linux. */
export const PRLIMIT = "/usr/bin/prlimit";

export interface RunMark {
  /** The value of the variable. */
  readonly text: string;
  /** Digits of the limit. */
  readonly limit: string;
}

/** Digits that count the runs of one host. */
const RUN_DIGITS = 6;

/** The marks of one host. They begin alike, and differ from those of every other host. */
export class RunMarks {
  readonly text = randomBytes(8).toString("hex");
  readonly limit = String(randomInt(100_000_000, 1_000_000_000));
  #runs = 0;

  next(): RunMark {
    this.#runs++;
    const run = String(this.#runs % 10 ** RUN_DIGITS).padStart(RUN_DIGITS, "0");
    return { text: `${this.text}-${this.#runs}`, limit: `${this.limit}${run}` };
  }
}
