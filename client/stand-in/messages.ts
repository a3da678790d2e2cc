/** What the view of the stand-in and the extension say to each other. */

import type { Passage } from "../../stand-in/passage.ts";
import type { StandInWords } from "./words.ts";

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

/** To the view: all of it, or one item that is new or has got further. */
export type StandInMessage =
  | {
      readonly type: "show";
      readonly state: StandInState;
      readonly passages: readonly Passage[];
      readonly words: StandInWords;
    }
  | { readonly type: "passage"; readonly state: StandInState; readonly passage: Passage };

/** From the view. `ready` asks for what it is to show. */
export interface StandInRequest {
  readonly type:
    | "ready"
    | "start"
    | "stop"
    | "restart"
    | "reset"
    | "copy"
    | "keys"
    | "log"
    | "enroll"
    | "knock";
}
