/** The state of the stand-in, as its view shows it. */

export interface StandInState {
  /** `4.14`. */
  readonly release: string;
  readonly run: "starting" | "running" | "stopped";
  /** The places where it listens, one on each line. Empty while it is stopped. */
  readonly places: readonly string[];
  readonly agents: number;
  /** The script that it runs, as written in `exec_path`. Undefined if it runs none. */
  readonly script: string | undefined;
}
