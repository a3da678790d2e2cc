/** What the stand-in is doing, as its view shows it. */

export interface StandInState {
  /** `4.14`. */
  readonly release: string;
  readonly run: "starting" | "running" | "stopped";
  /** Where it listens, a line each; empty while it does not. */
  readonly places: readonly string[];
  readonly agents: number;
  /** What it asks for keys, as it stands in `exec_path`; undefined where it asks nothing. */
  readonly script: string | undefined;
}
